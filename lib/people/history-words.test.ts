import { describe, expect, it } from "vitest";
import type { Act } from "#lib/identity/act.ts";
import { historySentence, undoSentence } from "./history-words.ts";

const ENGLISH = { locale: "en", timeZone: "UTC" } as const;
const nameOf = (personId: string) => (personId === "anna" ? "Anna" : "somebody else");

const lookedAgain = (to: Partial<Extract<Act, { act: "re-recognise" }>>): Act => ({
  ...{ act: "re-recognise", faceIds: ["face"], fromPersonIds: ["stranger"], personId: "anna" },
  ...{ match: "named", suggestedPersonId: null, ...to },
});

describe("what Kith found when it looked again", () => {
  it("is told with who it is, and taken back as a no", () => {
    const named = lookedAgain({});
    expect(historySentence(named, nameOf, ENGLISH)).toBe("A face was found to be Anna's.");
    expect(undoSentence(named, nameOf, ENGLISH)).toBe(
      "Puts it back, and Kith learns that it is not Anna.",
    );
  });

  it("is told as a loss where it is like nobody any more, and taken back as a yes", () => {
    const lost = lookedAgain({ match: "unknown", personId: "new", fromPersonIds: ["anna"] });
    expect(historySentence(lost, nameOf, ENGLISH)).toBe(
      "A face was found to be like nobody whom Kith knows.",
    );
    expect(undoSentence(lost, nameOf, ENGLISH)).toBe(
      "Puts it back, and Kith learns that it is Anna.",
    );
  });

  it("is told as a question where it is only probably the same person, and taken back as a yes", () => {
    const doubted = lookedAgain({
      ...{ match: "ask", personId: "new", fromPersonIds: ["anna"], suggestedPersonId: "anna" },
    });
    expect(historySentence(doubted, nameOf, ENGLISH)).toBe(
      "A face was found to be probably Anna's.",
    );
    expect(undoSentence(doubted, nameOf, ENGLISH)).toBe(
      "Puts it back, and Kith learns that it is Anna.",
    );
  });

  it("cannot be taken back where only a question does not arise any more", () => {
    const settled = lookedAgain({ match: "unknown", personId: "stranger" });
    expect(undoSentence(settled, nameOf, ENGLISH)).toBe("");
  });
});
