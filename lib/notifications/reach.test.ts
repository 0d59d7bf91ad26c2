import { expect, it } from "vitest";
import { type DeviceTimes, isLost, type Reach, reachOf } from "./reach.ts";

const now = new Date("2026-01-02T12:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const never: DeviceTimes = {
  goneAt: null,
  awaitingSince: null,
  lastSuccessAt: null,
  lastFailureAt: null,
};

it.each<[string, Partial<DeviceTimes>, Reach, boolean]>([
  ["nothing was sent to", {}, "untried", false],
  ["took its last message", { lastSuccessAt: ago(50) }, "reachable", false],
  [
    "has been quiet for a night",
    { lastSuccessAt: ago(9), awaitingSince: ago(9) },
    "reachable",
    false,
  ],
  [
    "has shown nothing for two days",
    { lastSuccessAt: ago(1), awaitingSince: ago(48) },
    "doubtful",
    true,
  ],
  ["failed last", { lastSuccessAt: ago(2), lastFailureAt: ago(1) }, "doubtful", false],
  ["failed and then worked", { lastSuccessAt: ago(1), lastFailureAt: ago(2) }, "reachable", false],
  ["has only ever failed", { lastFailureAt: ago(2) }, "doubtful", false],
  ["gave up its address", { lastSuccessAt: ago(1), goneAt: ago(0) }, "gone", true],
])("a device that %s", (_, times, reach, lost) => {
  expect(reachOf({ ...never, ...times }, now)).toBe(reach);
  expect(isLost({ ...never, ...times }, now)).toBe(lost);
});
