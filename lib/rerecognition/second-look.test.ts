import { describe, expect, it } from "vitest";
import { enrol } from "#lib/faces/identification/enrolment.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { normalise } from "#lib/faces/similarity.ts";
import {
  lookAgainAtNamed,
  lookAgainAtStranger,
  type NamedFace,
  type NamingLikeness,
  type StoredFace,
} from "./second-look.ts";

const ANNA = [1, 0, 0, 0];
const BERT = [0, 1, 0, 0];
const NEARLY_ANNA = [0.4, 0, 0.9165, 0];
const NOBODY = [0, 0, 0, 1];

const known = (
  personId: string,
  looks: readonly (readonly number[])[],
  more: { isChild?: boolean; rejected?: readonly (readonly number[])[] } = {},
) =>
  enrol({
    personId,
    isChild: more.isChild ?? false,
    rejected: (more.rejected ?? []).map(normalise),
    faces: looks.map((vector, index) => ({
      faceId: `${personId}-${index}`,
      personId,
      vector: normalise(vector),
      quality: 0.8,
      angle: "front",
      lighting: "day",
      isConfirmed: false,
    })),
  });

const face = (
  faceId: string,
  looks: readonly number[],
  place: Partial<StoredFace["place"]> = {},
): StoredFace => ({
  faceId,
  vector: normalise(looks),
  quality: 0.8,
  place: { personId: "stranger", match: "unknown", suggestedPersonId: null, ...place },
});

const house = (...people: ReturnType<typeof known>[]) => ({
  people,
  thresholds: DEFAULT_THRESHOLDS,
});

const anna = { personId: "anna", match: "named", suggestedPersonId: null } as const;
const stranger = { personId: "stranger", match: "unknown", suggestedPersonId: null } as const;
const askedAboutAnna = { personId: "stranger", match: "ask", suggestedPersonId: "anna" } as const;

describe("a second look at a stranger", () => {
  const places = (faces: StoredFace[], household = house(known("anna", [ANNA]))) =>
    lookAgainAtStranger(faces, household).map(({ faceId, to }) => [faceId, to]);

  it("names who is by now known, and asks about who may be", () => {
    expect(places([face("a", ANNA), face("b", ANNA)])).toEqual([
      ["a", anna],
      ["b", anna],
    ]);
    expect(places([face("a", NEARLY_ANNA)])).toEqual([["a", askedAboutAnna]]);
    expect(places([face("a", NOBODY)])).toEqual([]);
  });

  it("goes by all faces together, and leaves who does not resemble the person alone", () => {
    expect(places([face("a", ANNA), face("b", ANNA), face("c", NOBODY)])).toEqual([
      ["a", anna],
      ["b", anna],
    ]);
    const others = [face("b", NOBODY), face("c", NOBODY), face("d", [0, 0, 1, 0])];
    expect(places([face("a", ANNA), ...others])).toEqual([["a", askedAboutAnna]]);
  });

  it("takes a question back that no longer stands", () => {
    const asked = { match: "ask", suggestedPersonId: "gone" } as const;
    expect(places([face("a", NOBODY, asked)])).toEqual([["a", stranger]]);
    expect(places([face("a", NEARLY_ANNA, asked)])).toEqual([["a", askedAboutAnna]]);
  });

  it("says nothing of what is as it was", () => {
    expect(places([face("a", NEARLY_ANNA, askedAboutAnna)])).toEqual([]);
    expect(places([face("a", NOBODY, { match: "named" })])).toEqual([]);
    expect(places([face("a", ANNA)], house())).toEqual([]);
  });

  it("only asks about a child, and not about whom the household has ruled out", () => {
    const child = house(known("anna", [ANNA], { isChild: true }));
    expect(places([face("a", ANNA)], child)).toEqual([["a", askedAboutAnna]]);
    const denied = house(known("anna", [ANNA], { rejected: [[0.9, 0, 0, 0.4]] }));
    expect(places([face("a", [0.9, 0, 0, 0.4])], denied)).toEqual([]);
  });
});

describe("a second look at somebody who was named", () => {
  const LIKE_ANNA = [0.6, 0, 0.8, 0];
  const named = (
    faceId: string,
    looks: readonly number[],
    similarity: number | null = null,
    runnerUp: NamingLikeness["runnerUp"] = null,
  ) => ({
    ...face(faceId, looks, anna),
    namedBy: similarity === null ? null : { similarity, runnerUp },
  });
  const places = (
    seen: NamedFace,
    household: ReturnType<typeof house>,
    byWord: ReturnType<typeof house>["people"] = household.people,
  ) => lookAgainAtNamed(seen, { ...household, byWord }).map(({ to }) => to);
  const newlyAsked = { ...askedAboutAnna, personId: null };

  it("leaves what still holds", () => {
    const household = house(known("anna", [ANNA, LIKE_ANNA], { rejected: [NOBODY] }));
    expect(places(named("anna-1", LIKE_ANNA), household)).toEqual([]);
  });

  it("asks about who is only probably the person, unless what was once enough still is", () => {
    const household = house(known("anna", [ANNA]));
    expect(places(named("f", NEARLY_ANNA, 0.6), household)).toEqual([]);
    expect(places(named("f", NEARLY_ANNA, 0.5), household)).toEqual([newlyAsked]);
    expect(places(named("f", NEARLY_ANNA), household)).toEqual([newlyAsked]);
  });

  it("asks about a child, and where somebody else is as much alike", () => {
    const child = house(known("anna", [ANNA], { isChild: true }));
    expect(places(named("f", ANNA, 0.9), child)).toEqual([newlyAsked]);
    const sisters = house(known("anna", [ANNA]), known("bert", [[0.95, 0.05, 0, 0]]));
    expect(places(named("f", ANNA, 0.9), sisters)).toEqual([newlyAsked]);
  });

  it("leaves who was named together with others, unless it takes more or somebody else has come", () => {
    const sisters = house(known("anna", [ANNA]), known("bert", [[0.95, 0.05, 0, 0]]));
    const bert = { personId: "bert", similarity: 0.5 };
    expect(places(named("f", ANNA, 0.7, bert), sisters)).toEqual([]);
    expect(places(named("f", ANNA, 0.52, bert), sisters)).toEqual([newlyAsked]);
    expect(places(named("f", ANNA, 0.58, bert), sisters)).toEqual([newlyAsked]);
    expect(places(named("f", ANNA, 0.7, { ...bert, personId: "cleo" }), sisters)).toEqual([
      newlyAsked,
    ]);
    const own = new Map([["anna", { named: 0.6, margin: 0.25 }]]);
    const stricter = { ...sisters, thresholds: { ...DEFAULT_THRESHOLDS, byPerson: own } };
    expect(places(named("f", ANNA, 0.7, bert), stricter)).toEqual([newlyAsked]);
    expect(places(named("f", ANNA, 0.8, bert), stricter)).toEqual([]);
  });

  it("gives the face to whom it resembles by the household's word, whatever Kith has named since", () => {
    const byWord = [known("anna", [ANNA]), known("bert", [BERT])];
    const mixed = house(known("anna", [ANNA, BERT, BERT]), known("bert", [BERT]));
    expect(places(named("anna-1", BERT, 0.9), mixed, byWord)).toEqual([
      { ...anna, personId: "bert" },
    ]);
  });

  it("takes the name from who is like a face that is not this person", () => {
    const household = house(known("anna", [ANNA, LIKE_ANNA], { rejected: [[0.5, 0, 0.85, 0]] }));
    expect(places(named("anna-1", LIKE_ANNA), household)).toEqual([
      { personId: null, match: "unknown", suggestedPersonId: null },
    ]);
  });

  it("gives the face to whom it resembles instead", () => {
    const denied = known("anna", [ANNA, BERT], { rejected: [BERT] });
    const household = house(denied, known("bert", [BERT]));
    expect(places(named("anna-1", BERT), household)).toEqual([{ ...anna, personId: "bert" }]);
  });

  it("does not let a face confirm itself", () => {
    const household = house(known("anna", [ANNA, NOBODY], { rejected: [BERT] }));
    expect(places(named("anna-1", NOBODY), household)).toEqual([
      { personId: null, match: "unknown", suggestedPersonId: null },
    ]);
    const alone = house(known("anna", [NOBODY], { rejected: [BERT] }));
    expect(places(named("anna-0", NOBODY), alone)).toEqual([]);
  });
});
