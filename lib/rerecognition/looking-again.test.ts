import { expect, it } from "vitest";
import { enrol } from "#lib/faces/identification/enrolment.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { normalise } from "#lib/faces/similarity.ts";
import { type KnownHousehold, lookAgain, type MovableFace } from "./looking-again.ts";

const ANNA = [1, 0, 0];
const BERT = [0, 1, 0];

const face = (
  faceId: string,
  looks: readonly number[] | null,
  more: Partial<MovableFace> = {},
): MovableFace => ({
  faceId,
  vector: looks && normalise(looks),
  quality: 0.8,
  lighting: "day",
  isRegistered: false,
  place: { personId: "stranger", match: "unknown", suggestedPersonId: null },
  ...more,
});

const anna = enrol({
  personId: "anna",
  isChild: false,
  rejected: [],
  faces: [
    {
      ...{ faceId: "anna-0", personId: "anna", vector: normalise(ANNA), quality: 0.8 },
      ...{ angle: "front", lighting: "day", isConfirmed: true },
    },
  ],
});

const moved = (faces: readonly MovableFace[], more: Partial<KnownHousehold> = {}) =>
  lookAgain({
    ...{ faces, people: [anna], apart: [] },
    thresholds: { day: DEFAULT_THRESHOLDS, infrared: DEFAULT_THRESHOLDS },
    ...more,
  }).map(({ faceId, to }) => `${faceId}: ${to.match} ${to.personId}`);

it("takes trimmed faces along when all others are found to be one person's", () => {
  const trimmed = face("trimmed", null);
  expect(moved([face("a", ANNA), trimmed, face("b", ANNA, { lighting: "infrared" })])).toEqual([
    "a: named anna",
    "b: named anna",
    "trimmed: named anna",
  ]);
  expect(moved([face("a", ANNA), face("b", ANNA), trimmed, face("c", BERT)])).toEqual([
    "a: named anna",
    "b: named anna",
  ]);
  expect(moved([trimmed])).toEqual([]);
});

it("judges what was seen by day and in infrared apart, each by its own thresholds", () => {
  const half = [0.56, 0, 0.8285];
  const infrared = { ...DEFAULT_THRESHOLDS, named: 0.65, ask: 0.6 };
  const thresholds = { day: DEFAULT_THRESHOLDS, infrared };
  expect(
    moved([face("a", half), face("b", half, { lighting: "infrared" })], { thresholds }),
  ).toEqual(["a: named anna"]);
});

it("finds nobody to be who they must not be", () => {
  expect(moved([face("a", ANNA)], { apart: [["anna", "stranger"]] })).toEqual([]);
});

it("leaves people who have a name alone where nothing was denied", () => {
  const place = { personId: "bert", match: "named", suggestedPersonId: null } as const;
  expect(moved([face("a", ANNA, { place, isRegistered: true })])).toEqual([]);
});

it("makes one person only of the likelier of two who must not become one", () => {
  const of = (personId: string) => ({
    place: { personId, match: "unknown" as const, suggestedPersonId: null },
  });
  const faces = [
    face("sister", [0.8, 0.6, 0], of("sister")),
    face("self", [0.95, 0.3, 0], of("self")),
    face("self too", [0.75, 0.66, 0], of("self")),
  ];
  const apart = [["self", "sister"]] as const;
  expect(moved(faces, { apart })).toEqual(["self: named anna", "self too: named anna"]);
  expect(moved(faces)).toHaveLength(3);
});
