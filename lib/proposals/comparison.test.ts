import { expect, it } from "vitest";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { normalise } from "#lib/faces/similarity.ts";
import { comparePeople, type Household } from "./comparison.ts";

const seen = (personId: string, looks: readonly number[]): Household["faces"][number] => ({
  ...{ faceId: `${personId}-0`, personId, vector: normalise(looks), quality: 0.8 },
  ...{ eventId: personId, fromMs: 0, untilMs: 0, hasPicture: true },
});

/** Strangers who are so much alike. */
const compare = async (likeness: number, hasChildren: boolean) => {
  const { same, likenesses } = await comparePeople({
    faces: [seen("a", [1, 0]), seen("b", [likeness, Math.sqrt(1 - likeness ** 2)])],
    ...{ apart: [], registered: [], thresholds: DEFAULT_THRESHOLDS, hasChildren },
    namedAtStart: DEFAULT_THRESHOLDS.named,
  });
  return { same, proposed: likenesses.map(({ personIds }) => personIds) };
};

it("makes one of strangers who are surely one, and proposes who may be", async () => {
  expect(await compare(0.6, false)).toEqual({ same: [["a", "b"]], proposed: [] });
  expect(await compare(0.5, false)).toEqual({ same: [], proposed: [["a", "b"]] });
  expect(await compare(0.3, false)).toEqual({ same: [], proposed: [] });
});

it("proposes strangers where children come, unless they are far more alike", async () => {
  expect(await compare(0.6, true)).toEqual({ same: [], proposed: [["a", "b"]] });
  expect(await compare(0.75, true)).toEqual({ same: [["a", "b"]], proposed: [] });
});
