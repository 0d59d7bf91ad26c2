import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { syntheticLooks } from "#lib/testing/synthetic-faces.ts";
import { thresholdsOfSet } from "#models/manifest.ts";
import { calibrate } from "./calibration.ts";
import { personThresholds } from "./look-alikes.ts";
import { HIGHEST_THRESHOLD } from "./stranger-threshold.ts";
import { type StoredFace, weighHousehold } from "./weighing.ts";

const { centre, between, picture } = syntheticLooks();

const stored = (more: Partial<StoredFace> & { vector: UnitVector }, index: number): StoredFace => ({
  ...{ faceId: `${more.personId}-${index}`, personId: "somebody", visitId: `visit-${index}` },
  ...{ isMember: true, isChild: false, isConfirmed: true, isCounted: true },
  ...{ rejectedFor: [] },
  ...{ quality: 0.8, angle: "front", lighting: "day" },
  ...more,
});

/** Faces of one person, each of a visit of its own. */
const facesOf = (
  personId: string,
  looks: UnitVector,
  count: number,
  more: Partial<StoredFace> = {},
): StoredFace[] =>
  Array.from({ length: count }, (_, index) =>
    stored(
      { ...{ personId, vector: picture(looks) }, visitId: `${personId}-${index}`, ...more },
      index,
    ),
  );

const strangersOf = (count: number, looks = centre, more: Partial<StoredFace> = {}): StoredFace[] =>
  Array.from({ length: count }, (_, index) =>
    facesOf(`stranger-${index}`, looks(), 1, { isMember: false, ...more }),
  ).flat();

const weighAll = (faces: readonly StoredFace[]) =>
  [...weighHousehold(faces)].flatMap(({ weighed }) => weighed);

const calibrated = (faces: readonly StoredFace[], lighting: Lighting = "day") =>
  calibrate(weighAll(faces), lighting, thresholdsOfSet("standard"));

const general = ({ named, ask, margin }: typeof DEFAULT_THRESHOLDS) => ({ named, ask, margin });

const anna = centre();
const bea = centre();

describe("a household's thresholds", () => {
  it("are exactly the defaults while there is no face, and while nobody has a name", () => {
    for (const faces of [[], strangersOf(200)]) {
      const { thresholds, selfTest, strangers } = calibrated(faces);
      expect(general(thresholds)).toEqual(DEFAULT_THRESHOLDS);
      expect(thresholds.byPerson?.size).toBe(0);
      expect(selfTest.members.size).toBe(0);
      expect(strangers.visits).toBe(0);
    }
  });

  it("are exactly the defaults without strangers, if nobody is alike", () => {
    const { thresholds } = calibrated([...facesOf("anna", anna, 5), ...facesOf("bea", bea, 5)]);
    expect(general(thresholds)).toEqual(DEFAULT_THRESHOLDS);
    expect(thresholds.byPerson?.size).toBe(0);
  });

  it("rise with strangers who resemble a member, in their lighting alone", () => {
    const alike = () => between(centre(), anna, 0.4);
    const faces = [
      ...facesOf("anna", anna, 5),
      ...strangersOf(40, alike, { lighting: "infrared" }),
      ...strangersOf(40).map((face) => ({ ...face, personId: `other-${face.personId}` })),
    ];
    expect(calibrated(faces, "infrared").thresholds.named).toBeGreaterThan(0.5);
    expect(calibrated(faces, "day").thresholds.named).toBeLessThanOrEqual(DEFAULT_THRESHOLDS.named);
  });

  it("hear the postman who comes every day no more than three times", () => {
    const postman = facesOf("postman", centre(), 300, { isMember: false });
    const { strangers } = calibrated([...facesOf("anna", anna, 5), ...postman]);
    expect(strangers.visits).toBe(3);
  });

  describe("once a stranger was taken for a member, and the household has denied it,", () => {
    const looks = between(anna, centre(), 0.5);
    const visits = facesOf("stranger", looks, 2, { isMember: false, isConfirmed: false });
    const denied = visits.map((face) => ({ ...face, rejectedFor: ["anna"] }));
    const members = [...facesOf("anna", anna, 5), ...facesOf("bea", bea, 5)];
    const others = strangersOf(60).map((face) => ({ ...face, personId: `other-${face.personId}` }));
    const all = (some: readonly StoredFace[]) => calibrated([...members, ...others, ...some]);
    const nearest = Math.max(
      ...weighAll([...members, ...denied]).map(({ isMember, likeness }) =>
        isMember ? -1 : (likeness.get("anna") ?? -1),
      ),
    );

    it("rise above it for everybody, and further than while nobody had answered", () => {
      expect(nearest).toBeGreaterThan(DEFAULT_THRESHOLDS.named);
      const { thresholds } = all(denied);
      expect(thresholds.named).toBeGreaterThan(nearest);
      expect(thresholds.named).toBeGreaterThanOrEqual(all(visits).thresholds.named);
      expect(all([]).thresholds.named).toBeLessThanOrEqual(DEFAULT_THRESHOLDS.named);
    });

    it("rise above it and a little more for the member", () => {
      const weighed = weighAll([...members, ...denied]);
      const own = personThresholds(weighed, DEFAULT_THRESHOLDS);
      expect(own.get("anna")?.named).toBeCloseTo(nearest + 0.05, 6);
      expect([...own.keys()]).toEqual(["anna"]);
    });

    it("count it as named: the answer is not known before the question", () => {
      expect(all(denied).strangers).toMatchObject({ visits: 62, named: 2 });
    });
  });
});

describe("look-alikes", () => {
  const twin = between(anna, centre(), 0.2);
  const faces = [
    ...facesOf("anna", anna, 8),
    ...facesOf("bea", twin, 8),
    ...facesOf("cleo", centre(), 8),
  ];

  it("are told, and asked about rather than named as each other", () => {
    const { lookAlikes, selfTest, thresholds } = calibrated(faces);
    expect(lookAlikes.map(({ personIds }) => personIds)).toEqual([["anna", "bea"]]);
    expect([...(thresholds.byPerson?.keys() ?? [])].sort()).toEqual(["anna", "bea"]);
    expect(selfTest.members.get("cleo")).toMatchObject({ faces: 8, named: 8 });
    expect(selfTest.mistakes).toEqual([]);
    expect(selfTest.members.get("bea")?.asked).toBeGreaterThan(0);
  });

  it("are never told apart by less when there are more faces of either", () => {
    const weighed = weighAll(faces);
    fc.assert(
      fc.property(fc.shuffledSubarray(weighed), (some) => {
        const all = personThresholds(weighed, DEFAULT_THRESHOLDS);
        for (const [personId, { named, margin }] of personThresholds(some, DEFAULT_THRESHOLDS)) {
          expect(all.get(personId)?.named).toBeGreaterThanOrEqual(named);
          expect(all.get(personId)?.margin).toBeGreaterThanOrEqual(margin);
        }
      }),
    );
  });
});

describe("the self-test", () => {
  it("names clear members, and no stranger", () => {
    const faces = [...facesOf("anna", anna, 10), ...facesOf("bea", bea, 10), ...strangersOf(100)];
    const { selfTest, strangers } = calibrated(faces);
    const allNamed = {
      faces: 10,
      visits: 10,
      named: 10,
      asked: 0,
      misasked: 0,
      unknown: 0,
      wrong: 0,
    };
    for (const member of ["anna", "bea"]) expect(selfTest.members.get(member)).toEqual(allNamed);
    expect(strangers).toEqual({ visits: 100, named: 0, asked: 0 });
  });

  it("does not let two faces of one visit confirm each other", () => {
    const visit = facesOf("anna", anna, 5, { visitId: "once" });
    expect(calibrated(visit).selfTest.members.size).toBe(0);
    const unlike = stored({ personId: "anna", visitId: "once", vector: picture(bea) }, 9);
    const again = stored({ personId: "anna", visitId: "once", vector: picture(bea) }, 10);
    const { selfTest } = calibrated([...facesOf("anna", anna, 5), unlike, again]);
    expect(selfTest.members.get("anna")).toMatchObject({
      faces: 7,
      visits: 6,
      named: 5,
      unknown: 2,
    });
  });

  it("leaves out what Kith alone has named", () => {
    const own = facesOf("anna", anna, 6).map((face, index) => ({
      ...face,
      isConfirmed: index < 2,
    }));
    const { selfTest, distribution } = calibrated(own);
    expect(selfTest.members.get("anna")).toMatchObject({ faces: 2, named: 2 });
    expect(distribution.members.reduce((a, b) => a + b, 0)).toBe(2);
  });

  it("tells who would be asked about as somebody else from who would be rightly", () => {
    const faces = [...facesOf("anna", anna, 6), ...facesOf("bea", bea, 6)];
    const alike = between(anna, centre(), 0.62);
    const misplaced = stored({ personId: "bea", vector: picture(alike), visitId: "later" }, 20);
    const { selfTest } = calibrated([...faces, misplaced]);
    expect(selfTest.members.get("bea")).toMatchObject({
      faces: 7,
      named: 6,
      asked: 0,
      misasked: 1,
    });
  });

  it("asks about a child instead of naming it", () => {
    const { selfTest } = calibrated(facesOf("emil", anna, 6, { isChild: true }));
    expect(selfTest.members.get("emil")).toMatchObject({ faces: 6, named: 0, asked: 6 });
  });

  it("finds the face that was given to the wrong person", () => {
    const misplaced = stored({ personId: "bea", vector: picture(anna), faceId: "misplaced" }, 20);
    const faces = [...facesOf("anna", anna, 8), ...facesOf("bea", bea, 8), misplaced];
    const { selfTest, thresholds } = calibrated(faces);
    expect(selfTest.mistakes).toEqual([{ faceId: "misplaced", personId: "bea", namedAs: "anna" }]);
    expect(selfTest.members.get("bea")).toMatchObject({ faces: 9, named: 8, wrong: 1 });
    expect(thresholds.byPerson?.get("anna")?.named).toBe(HIGHEST_THRESHOLD);
  });

  it("counts every face and visit once in the plot", () => {
    const faces = [...facesOf("anna", anna, 10), ...strangersOf(30)];
    const { distribution } = calibrated(faces);
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
    expect(sum(distribution.members)).toBe(10);
    expect(sum(distribution.strangers)).toBe(30);
  });
});
