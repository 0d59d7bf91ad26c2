import { expect, it } from "vitest";
import { absenceWords, momentAdvice, shareWords } from "./absence-words.ts";

const moment = { eventId: "e", occurredAt: "2026-11-23T10:00:00Z", pictureUrl: "/p", box: null };

it("says how high a face was that was too far away, and what would help", () => {
  expect(momentAdvice({ ...moment, reason: "too-small", heightPx: 19 })).toBe(
    "The face stayed 19 px high, and 24 are needed. A camera nearer to the path, or one that looks at less at once, would see more.",
  );
});

it("has words for every reason, and for one that it does not know", () => {
  for (const reason of ["too-small", "too-dark", "turned-away", "blurred", "animal", "nobody"])
    expect(absenceWords(reason).title).not.toBe(absenceWords("new").title);
  expect(momentAdvice({ ...moment, reason: "new", heightPx: null })).toMatch(/Open the recording/);
});

it("counts recordings, also one and none", () => {
  expect(shareWords(12, 20, 30)).toBe("12 of 20 recordings of the last 30 days showed a face.");
  expect(shareWords(0, 1, 30)).toBe("0 of the one recording of the last 30 days showed a face.");
  expect(shareWords(0, 0, 30)).toBe("No recording in the last 30 days.");
});
