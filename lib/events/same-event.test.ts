import { expect, it } from "vitest";
import { nearestTo, pairUp, SAME_EVENT_WITHIN_MS } from "./same-event.ts";

const at = (ms: number) => new Date(1_700_000_000_000 + ms);
const entries = (...times: number[]) => times.map((ms) => ({ startedAt: at(ms) }));
const events = (...times: number[]) => times.map((ms) => ({ occurredAt: at(ms) }));
const paired = (history: number[], ours: number[]) =>
  pairUp(entries(...history), events(...ours)).map(({ event }) =>
    event ? event.occurredAt.getTime() - at(0).getTime() : null,
  );

it.each<[what: string, history: number[], ours: number[], expected: (number | null)[]]>([
  ["equal moments", [0, 60_000], [60_000, 0], [0, 60_000]],
  ["moments a little apart", [0], [900], [900]],
  ["nothing just outside the tolerance", [0], [SAME_EVENT_WITHIN_MS + 1], [null]],
  ["a second press to its own event, whichever is listed first", [3_000, 0], [0], [null, 0]],
  [
    "the nearest first, so that an exact one is never given away",
    [2_000, 0],
    [2_000],
    [2_000, null],
  ],
  ["two that are both a little off", [0, 3_000], [400, 3_400], [400, 3_400]],
  ["nothing of nothing", [], [0], []],
])("pairs %s", (_, history, ours, expected) => {
  expect(paired(history, ours)).toEqual(expected);
});

it("knows the nearest of several, and none of none", () => {
  const [early, late] = events(0, 5_000);
  expect(
    nearestTo(
      at(2_000),
      [late, early].filter((event) => !!event),
    ),
  ).toBe(early);
  expect(nearestTo(at(0), [])).toBeUndefined();
});
