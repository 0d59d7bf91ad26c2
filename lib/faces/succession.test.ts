import { describe, expect, it } from "vitest";
import type { Identification } from "./identification/identification.ts";
import { DEFAULT_THRESHOLDS } from "./identification/thresholds.ts";
import { normalise } from "./similarity.ts";
import { type EarlierFace, isTelling, placeOf, predecessorsOf } from "./succession.ts";
import type { UnitBox } from "./types.ts";

const ANNA = normalise([1, 0, 0]);
const BERT = normalise([0, 1, 0]);
const point = (atMs: number, x: number) => ({
  atMs,
  box: { x, y: 0.3, width: 0.1, height: 0.2 } as UnitBox,
});
const still = (more: Partial<EarlierFace> = {}): EarlierFace => ({
  faceId: "still",
  source: "image",
  place: { personId: "newcomer", match: "unknown", suggestedPersonId: null },
  fused: ANNA,
  track: [point(2000, 0.1)],
  isSettled: false,
  isPersonOfThisEvent: true,
  ...more,
});
const why = { heldBack: [], thresholds: DEFAULT_THRESHOLDS, rejected: [] };
const match = { personId: "known", faceId: "f", similarity: 0.7, angle: "front" } as const;
const candidate = { ...match, runnerUp: undefined, why };
const named: Identification = { outcome: "named", ...candidate };
const ask: Identification = { outcome: "ask", ...candidate };
const unknown: Identification = { outcome: "unknown", best: undefined, why };

describe("a face that was seen before in the event", () => {
  const seen = [
    { fused: ANNA, track: [point(4000, 0.5)] },
    { fused: BERT, track: [point(2250, 0.12), point(4000, 0.3)] },
  ];
  const giveWay = (face: EarlierFace) => predecessorsOf(seen, [face]).map((faces) => faces.length);

  it("gives way to the face of the same person", () => {
    expect(giveWay(still({ track: [point(9000, 0.1)] }))).toEqual([1, 0]);
  });

  it("gives way to the face that was in its place at that moment, however it looked", () => {
    expect(giveWay(still())).toEqual([0, 1]);
    expect(giveWay(still({ fused: null }))).toEqual([0, 1]);
  });

  it("stays when nobody like it is found again", () => {
    const elsewhere = { fused: normalise([0, 0, 1]), track: [point(2000, 0.8)] };
    expect(giveWay(still(elsewhere))).toEqual([0, 0]);
    expect(predecessorsOf([], [still()])).toEqual([]);
  });
});

describe("whose the face is that takes its place", () => {
  it.each([
    ["the recording's word counts", named, [still()], "known", "named"],
    ["somebody only a still has shown stays who it is", unknown, [still()], "newcomer", "unknown"],
    ["and is asked about", ask, [still()], "newcomer", "ask"],
    [
      "a still's mistake does not stay",
      unknown,
      [still({ isPersonOfThisEvent: false })],
      null,
      "unknown",
    ],
    [
      "what the household said stands above all",
      named,
      [still({ isSettled: true })],
      "newcomer",
      "unknown",
    ],
    [
      "a second recording takes no name away",
      ask,
      [
        still({
          source: "clip",
          isPersonOfThisEvent: false,
          place: { personId: "anna", match: "named", suggestedPersonId: null },
        }),
      ],
      "anna",
      "named",
    ],
  ] as const)("%s", (_, identification, predecessors, personId, match) => {
    expect(placeOf(identification, predecessors)).toMatchObject({ personId, match });
  });
});

describe("a still's face", () => {
  const good = { quality: 0.8 };

  it("tells of known people who were not seen yet, however small they are", () => {
    expect(isTelling(named, { quality: 0.4 }, [])).toBe(true);
    expect(isTelling(named, good, [still()])).toBe(true);
    const same = { personId: "known", match: "named", suggestedPersonId: null } as const;
    expect(isTelling(named, good, [still({ place: same })])).toBe(false);
  });

  it("tells of a stranger only at first sight, and only when it can be seen well", () => {
    expect(isTelling(unknown, good, [])).toBe(true);
    expect(isTelling(unknown, { quality: 0.5 }, [])).toBe(false);
    expect(isTelling(unknown, good, [still()])).toBe(false);
  });

  it("tells nothing of somebody who is only probably known", () => {
    expect(isTelling(ask, good, [])).toBe(false);
  });
});
