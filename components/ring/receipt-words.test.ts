import { createTranslator } from "use-intl/core";
import { expect, it } from "vitest";
import { timeWords } from "#components/ui/time-words.ts";
import { catalogue } from "#messages/catalogue.ts";
import { receiptWords } from "./receipt-words.ts";

const receipts = createTranslator({
  locale: "en",
  messages: catalogue.en,
  namespace: "ring.receipts",
});
const time = createTranslator({ locale: "en", messages: catalogue.en, namespace: "time" });
const timesIn = (zone: string) => timeWords("en", zone, time);

const erasedAt = "2026-11-23T23:30:00Z";

it("says when and how much was erased, and why", () => {
  const counts = { clips: 12, events: 34, faces: 1, people: 0, files: 14 };
  expect(
    receiptWords({ cause: "removed-in-ring", counts, erasedAt }, receipts, timesIn("Asia/Tokyo")),
  ).toEqual({
    what: "Erased on 24 November 2026: 12 recordings, 34 events, 1 face.",
    why: "Kith was removed in the Ring app.",
  });
});

it("says so where there was nothing to erase", () => {
  const counts = { clips: 0, events: 0, faces: 0, people: 0, files: 0 };
  const { what, why } = receiptWords(
    { cause: "disconnected", counts, erasedAt },
    receipts,
    timesIn("UTC"),
  );
  expect(what).toBe("Erased on 23 November 2026: there was nothing yet.");
  expect(why).toContain("remove Kith from the linked apps");
});
