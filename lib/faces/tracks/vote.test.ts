import fc from "fast-check";
import { expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import { alike } from "../identification/gallery-samples.ts";
import { findAgreement } from "./vote.ts";

const anna = (weight: number, side = 0) => ({ vector: alike(0.9, side), weight });
/** Nothing in common with her. */
const bert = (weight: number) => ({ vector: alike(0, 9), weight });
/** Nothing in common with either. */
const emil = (weight: number) => ({ vector: alike(0, 10), weight });

it("keeps all shots of one person", () => {
  expect(findAgreement([anna(0.8), anna(0.6, 1), anna(0.4, 2)])).toEqual({
    shots: [0, 1, 2],
    isTie: false,
  });
});

it("leaves out a shot that shows somebody else", () => {
  expect(findAgreement([anna(0.8), bert(0.7), anna(0.6, 1)])).toEqual({
    shots: [0, 2],
    isTie: false,
  });
});

it("outvotes the best shot when the others agree against it", () => {
  expect(findAgreement([bert(0.9), anna(0.6), anna(0.5, 1)])).toEqual({
    shots: [1, 2],
    isTie: false,
  });
});

it("believes the better of two shots that disagree", () => {
  expect(findAgreement([bert(0.5), anna(0.6)])).toEqual({ shots: [1], isTie: false });
});

it("sees a tie when as much speaks against as for, also where nobody agrees with anybody", () => {
  expect(findAgreement([anna(0.6), bert(0.6)])).toEqual({ shots: [0], isTie: true });
  expect(findAgreement([anna(0.6), bert(0.3), emil(0.3)])).toEqual({ shots: [0], isTie: true });
  expect(findAgreement([anna(0.6), bert(0.5), emil(0.4)])).toEqual({ shots: [0], isTie: true });
});

it("never lets less weight win, and keeps at least one shot", () => {
  const vote = fc
    .tuple(fc.constantFrom(anna, bert, emil), evenly(0.1, 1))
    .map(([shot, weight]) => shot(weight));
  fc.assert(
    fc.property(fc.array(vote, { minLength: 1, maxLength: 5 }), (votes) => {
      const { shots, isTie } = findAgreement(votes);
      const kept = shots.reduce((sum, index) => sum + (votes[index]?.weight ?? 0), 0);
      const all = votes.reduce((sum, { weight }) => sum + weight, 0);
      expect(shots.length).toBeGreaterThan(0);
      expect(isTie).toBe(kept <= all - kept);
    }),
  );
});
