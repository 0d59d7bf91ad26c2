import { expect, it } from "vitest";
import { pauseUntil, takeTurn, unhurried } from "./pace.ts";

/** The turns of calls that come at these times, ten a second. */
function turnsFor(times: number[]): number[] {
  let pace = unhurried;
  return times.map((time) => {
    const turn = takeTurn(pace, time, 10);
    pace = turn.pace;
    return turn.at;
  });
}

it("calls that come slowly are not held up", () => {
  expect(turnsFor([1_000, 1_100, 5_000])).toEqual([1_000, 1_100, 5_000]);
});

it("calls that come at once are spread over the second, and what was not used is not saved up", () => {
  expect(turnsFor([0, 9_000, 9_000, 9_000, 9_050])).toEqual([0, 9_000, 9_100, 9_200, 9_300]);
});

it("a pause holds up every call, and a shorter one does not end a longer one", () => {
  const paused = pauseUntil(pauseUntil(unhurried, 3_000), 2_000);
  expect(takeTurn(paused, 1_000, 10).at).toBe(3_000);
  expect(takeTurn(paused, 4_000, 10).at).toBe(4_000);
});
