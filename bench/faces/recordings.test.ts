import { expect, it } from "vitest";
import { alike, personAlike } from "#lib/faces/identification/gallery-samples.ts";
import type { UnitBox, UnitVector } from "#lib/faces/types.ts";
import { judge, keyOf, type Watched } from "./recordings.ts";

const ANN = alike(0.9, 1);
const BOB = alike(0, 2);
const people = [personAlike("ann", 0.9, 1), personAlike("bob", 0, 2)];
const stranger = alike(0, 5);

/** Tracks of one face a second each, in the order that they follow one another. */
function watched(...tracks: { fused: UnitVector; frames?: UnitVector[] }[]): Watched {
  const vectors = new Map<string, UnitVector>();
  const found = tracks.map(({ fused, frames = [fused] }, track) => ({
    fused,
    isDisputed: false,
    best: { lighting: "day" },
    points: frames.map((vector, index) => {
      const box = { x: track, y: index, width: 1, height: 1 } as unknown as UnitBox;
      vectors.set(keyOf(box), vector);
      return { atMs: (track * 100 + index) * 1000, box, score: 0.9 };
    }),
  }));
  return { tracks: found as unknown as Watched["tracks"], vectors };
}

const recording = (...inIt: string[]) => ({ name: "door", path: "door.mp4", people: inIt });

it("counts known people who are named, and strangers who are not", () => {
  const found = watched({ fused: ANN }, { fused: stranger });
  expect(judge(recording("ann", "somebody"), found, people)).toMatchObject({
    ...{ people: 2, known: 1, tracks: 2, named: 1, wronglyNamed: 0, switches: 0 },
  });
});

it("counts the name of somebody who is not there", () => {
  expect(judge(recording("somebody"), watched({ fused: BOB }), people)).toMatchObject({
    ...{ known: 0, named: 0, wronglyNamed: 1 },
  });
});

it("counts a second track of the same person once", () => {
  const found = watched({ fused: ANN }, { fused: ANN });
  expect(judge(recording("ann"), found, people)).toMatchObject({ named: 1, switches: 1 });
});

it("counts a track that goes over from one known person to another", () => {
  const found = watched({ fused: ANN, frames: [ANN, ANN, BOB, stranger, BOB] }, { fused: BOB });
  expect(judge(recording("ann", "bob"), found, people)).toMatchObject({ named: 2, switches: 1 });
});
