import { describe, expect, it } from "vitest";
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
  namedBy: null,
  seenWith: [],
  takenFrom: [],
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

async function moved(faces: readonly MovableFace[], more: Partial<KnownHousehold> = {}) {
  const moves = await lookAgain({
    ...{ faces, people: [anna], apart: [] },
    thresholds: { day: DEFAULT_THRESHOLDS, infrared: DEFAULT_THRESHOLDS },
    ...more,
  });
  return moves.map(({ faceId, to }) => `${faceId}: ${to.match} ${to.personId}`);
}

it("takes trimmed faces along when all others are found to be one person's", async () => {
  const trimmed = face("trimmed", null);
  expect(
    await moved([face("a", ANNA), trimmed, face("b", ANNA, { lighting: "infrared" })]),
  ).toEqual(["a: named anna", "b: named anna", "trimmed: named anna"]);
  expect(await moved([face("a", ANNA), face("b", ANNA), trimmed, face("c", BERT)])).toEqual([
    "a: named anna",
    "b: named anna",
  ]);
  expect(await moved([trimmed])).toEqual([]);
});

it("judges what was seen by day and in infrared apart, each by its own thresholds", async () => {
  const half = [0.56, 0, 0.8285];
  const infrared = { ...DEFAULT_THRESHOLDS, named: 0.65, ask: 0.6 };
  const thresholds = { day: DEFAULT_THRESHOLDS, infrared };
  expect(
    await moved([face("a", half), face("b", half, { lighting: "infrared" })], { thresholds }),
  ).toEqual(["a: named anna"]);
});

it("finds nobody to be who they must not be", async () => {
  expect(await moved([face("a", ANNA)], { apart: [["anna", "stranger"]] })).toEqual([]);
});

describe("who was named by Kith itself", () => {
  const enrolled = (personId: string, faceIds: readonly string[], looks: readonly number[]) =>
    enrol({
      ...{ personId, isChild: false, rejected: [] },
      faces: faceIds.map((faceId) => ({
        ...{ faceId, personId, vector: normalise(looks), quality: 0.8 },
        ...{ angle: "front", lighting: "day", isConfirmed: false },
      })),
    });
  const place = { personId: "anna", match: "named", suggestedPersonId: null } as const;
  const visit = (faceId: string, looks: readonly number[], more: Partial<MovableFace> = {}) =>
    face(faceId, looks, { place, isRegistered: true, ...more });
  const wrong = ["v0", "v1", "v2"];
  const people = [
    enrol({ ...anna, faces: [...anna.faces, ...enrolled("anna", wrong, BERT).faces] }),
    enrolled("bert", ["bert-0"], BERT),
  ];

  it("is looked at again without a word against the person", async () => {
    expect(await moved([visit("v0", ANNA), visit("v1", BERT)])).toEqual(["v1: unknown null"]);
  });

  it("becomes who was enrolled since, though the wrong names bear each other out", async () => {
    const visits = wrong.map((faceId) => visit(faceId, BERT));
    expect(await moved(visits, { people })).toEqual(wrong.map((id) => `${id}: named bert`));
  });

  it("does not become who was seen beside them", async () => {
    const visits = wrong.map((faceId) => visit(faceId, BERT, { seenWith: ["bert"] }));
    expect(await moved(visits, { people })).toEqual(wrong.map((id) => `${id}: unknown null`));
  });

  it("does not become the same as who was seen beside them, when both were somebody else's", async () => {
    const cleo = { ...place, personId: "cleo" };
    const faces = [
      visit("v0", [0.2, 0.98, 0], { seenWith: ["cleo"] }),
      visit("c0", BERT, { place: cleo, seenWith: ["anna"] }),
    ];
    const apart = [["anna", "cleo"]] as const;
    const all = [...people, enrolled("cleo", ["cleo-0"], [0, 0, 1])];
    expect(await moved(faces, { people: all, apart })).toEqual(["c0: named bert"]);
  });
});

it("makes one person only of the likelier of two who must not become one", async () => {
  const of = (personId: string) => ({
    place: { personId, match: "unknown" as const, suggestedPersonId: null },
  });
  const faces = [
    face("sister", [0.8, 0.6, 0], of("sister")),
    face("self", [0.95, 0.3, 0], of("self")),
    face("self too", [0.75, 0.66, 0], of("self")),
  ];
  const apart = [["self", "sister"]] as const;
  expect(await moved(faces, { apart })).toEqual(["self: named anna", "self too: named anna"]);
  expect(await moved(faces)).toHaveLength(3);
});
