import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import type { FaceReason } from "#lib/events/types.ts";
import { catalogue } from "#messages/catalogue.ts";
import { whyWords } from "./why-words.ts";

const t = createTranslator({ locale: "en", messages: catalogue.en, namespace: "visit" });
const anna = { personId: "anna", name: "Anna", similarity: 0.714 };
const stranger = { personId: "s", name: null, similarity: 0.306 };
const reason = (more: Partial<FaceReason>): FaceReason => ({
  ...{ outcome: "ask", said: null, best: anna, runnerUp: null, heldBack: null, ruledOut: null },
  thresholds: { named: 0.45, ask: 0.35, margin: 0.05 },
  ...more,
});

describe("why a face has its name", () => {
  it.each<[string, Partial<FaceReason>, string]>([
    ["a name", { outcome: "named" }, "Like Anna, clearly enough for the name."],
    [
      "a name before another",
      { outcome: "named", runnerUp: stranger },
      "Like Anna, clearly enough for the name, and far more than like somebody without a name, who comes next.",
    ],
    [
      "nobody",
      { outcome: "unknown" },
      "Like nobody Kith knows. The nearest is Anna, and that is too little to ask.",
    ],
    ["an empty house", { outcome: "unknown", best: null }, "There was nobody to compare with."],
    [
      "only somebody ruled out",
      { outcome: "unknown", best: null, ruledOut: anna },
      "You have said of such a face that it is not Anna, and nobody else is like it.",
    ],
    ["a child", { heldBack: "child" }, "Like Anna. A child is asked about, however alike."],
    ["doubt", {}, "Like Anna, but not enough for the name."],
    ["your own word", { said: "confirmed" }, "You have said who this is."],
    ["your own no", { said: "denied" }, "You have said that this is not Anna."],
  ])("is told of %s", (_, more, words) => {
    expect(whyWords(t, reason(more))).toBe(words);
  });
});
