import { expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

it("lets so many calls through in any stretch, and more once the first are past", () => {
  const limit = createRateLimit({ calls: 2, perMs: 100 });
  const answers = [0, 50, 60, 99, 100, 140, 150].map((atMs) => limit.allows(atMs));
  expect(answers).toEqual([true, true, false, false, true, false, true]);
});

it("leaves the others their part, however often one client calls", () => {
  const limit = createRateLimit({ calls: 5, callsEach: 2, perMs: 100 });
  const callers = ["a", "a", "a", "b", "a", "b", "b", "c", "d"];
  const answers = callers.map((client, index) => limit.allows(index, client));
  expect(answers).toEqual([true, true, false, true, false, true, false, true, false]);
  expect(limit.allows(100, "a")).toBe(true);
});
