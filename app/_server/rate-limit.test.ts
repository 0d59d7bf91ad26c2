import { expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

it("lets so many calls through in any stretch, and more once the first are past", () => {
  const limit = createRateLimit({ calls: 2, perMs: 100 });
  const answers = [0, 50, 60, 99, 100, 140, 150].map((atMs) => limit.allows(atMs));
  expect(answers).toEqual([true, true, false, false, true, false, true]);
});
