import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import { catalogue } from "#messages/catalogue.ts";
import { absenceWords, momentAdvice } from "./absence-words.ts";

const t = createTranslator({
  locale: "en",
  messages: catalogue.en,
  namespace: "cameras.absence",
});

const moment = { eventId: "e", occurredAt: "2026-11-23T10:00:00Z", pictureUrl: "/p", box: null };

it("says how high a face was that was too far away, and what would help", () => {
  expect(momentAdvice(t, { ...moment, reason: "too-small", heightPx: 19 })).toBe(
    "The face stayed 19 px high, and 24 are needed. A camera nearer to the path, or one that looks at less at once, would see more.",
  );
});

it("has words for every reason, and for one that it does not know", () => {
  for (const reason of ["too-small", "too-dark", "turned-away", "blurred", "animal", "nobody"])
    expect(absenceWords(t, reason).title).not.toBe(absenceWords(t, "new").title);
  expect(momentAdvice(t, { ...moment, reason: "new", heightPx: null })).toMatch(
    /Open the recording/,
  );
});

it("counts recordings, also one and none", () => {
  expect(t("share", { withFace: 12, all: 20, days: 30 })).toBe(
    "12 of 20 recordings of the last 30 days showed a face.",
  );
  expect(t("share", { withFace: 0, all: 1, days: 30 })).toBe(
    "0 of the one recording of the last 30 days showed a face.",
  );
  expect(t("share", { withFace: 0, all: 0, days: 30 })).toBe("No recording in the last 30 days.");
});
