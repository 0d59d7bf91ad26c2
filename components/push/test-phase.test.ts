import { expect, it } from "vitest";
import { testPhase } from "./test-phase.ts";

const before = "2026-01-02T11:59:59.000Z";
const askedAt = "2026-01-02T12:00:00.000Z";
const since = "2026-01-02T12:00:01.000Z";

it.each([
  ["nothing new", {}, "sending"],
  ["what it noted before", { lastSuccessAt: before, lastReceiptAt: before }, "sending"],
  ["its push service's word", { lastSuccessAt: since, lastReceiptAt: before }, "taken"],
  ["its own word, which may come first", { lastReceiptAt: since }, "shown"],
  ["a failure", { lastSuccessAt: before, lastFailureAt: since }, "failed"],
])("a test of a device with %s", (_, noted, phase) => {
  const never = { lastSuccessAt: null, lastReceiptAt: null, lastFailureAt: null };
  expect(testPhase({ ...never, ...noted }, askedAt)).toBe(phase);
});
