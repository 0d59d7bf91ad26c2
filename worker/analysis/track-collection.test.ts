import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Frame } from "#lib/clips/types.ts";
import { centreOf } from "#lib/faces/boxes.ts";
import { copyRegion, cropFace, regionAt } from "#lib/faces/detection/crop.ts";
import { isPlausibleFace } from "#lib/faces/detection/plausibility.ts";
import { frontDetection, paintImage } from "#lib/faces/samples.ts";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import { openWorkshop } from "#lib/testing/clips.ts";
import { hasModels, modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { type Engines, loadEngines } from "../inference/engines.ts";
import { readPicture } from "../media/encode.ts";
import { createTrackCollection, type TrackCollection } from "./track-collection.ts";

const STEP_MS = 333;
const size = { width: 640, height: 360 };
type Colour = readonly [number, number, number];
const [RED, BLUE]: [Colour, Colour] = [
  [200, 20, 20],
  [20, 20, 200],
];

/** Tells faces apart by their colour. */
const byColour = {
  align: (frame: RgbImage, [leftEye, rightEye]: Parameters<Engines["embedders"][0]["align"]>[1]) =>
    cropFace(frame, frontDetection((leftEye.x + rightEye.x) / 2 - 4, leftEye.y, 8).box, 1),
  embed: async (faces: readonly RgbImage[]) =>
    faces.map(({ data }) => normalise([data[0] ?? 0, data[1] ?? 0, data[2] ?? 0])),
};

/** Shows faces of 50 px, each with its colour, at these places from the left; null: hidden. */
async function show(
  collection: TrackCollection,
  ...moments: readonly (readonly [Colour, number | null])[][]
): Promise<void> {
  for (const [index, faces] of moments.entries()) {
    const seen = faces.flatMap(([colour, x]) => (x === null ? [] : [{ colour, x }]));
    const inside = (x: number, at: number) => x >= at && x < at + 40;
    const frame = paintImage(size.width, size.height, (x) => {
      return seen.find((face) => inside(x, face.x))?.colour ?? [90, 90, 90];
    });
    const detections = seen.map(({ x }) => frontDetection(x, 100, 50));
    await collection.add({ ...frame, atMs: index * STEP_MS }, detections, "whole");
  }
}

const placesOf = (collection: TrackCollection) =>
  collection
    .tracks()
    .map(({ points }) => points.map(({ box }) => Math.round(box.x * size.width)).join(" "));

describe("two people in one clip", () => {
  it("stay themselves where they cross, one hidden behind the other", async () => {
    const collection = createTrackCollection(byColour);
    await show(
      collection,
      [
        [RED, 100],
        [BLUE, 260],
      ],
      [
        [RED, 140],
        [BLUE, 220],
      ],
      [
        [RED, 180],
        [BLUE, null],
      ],
      [
        [BLUE, 150],
        [RED, 215],
      ],
      [
        [BLUE, 110],
        [RED, 255],
      ],
    );
    expect(placesOf(collection)).toEqual(["100 140 180 215 255", "260 220 150 110"]);
  });

  it("stay themselves where they meet and turn back, which their motion does not tell", async () => {
    const collection = createTrackCollection(byColour);
    await show(
      collection,
      [
        [RED, 100],
        [BLUE, 232],
      ],
      [
        [RED, 146],
        [BLUE, 186],
      ],
      [
        [RED, 140],
        [BLUE, 192],
      ],
      [
        [RED, 100],
        [BLUE, 232],
      ],
    );
    expect(placesOf(collection)).toEqual(["100 146 140 100", "232 186 192 232"]);
  });

  it("are compared only where position does not decide", async () => {
    let compared = 0;
    const counting = {
      ...byColour,
      embed: (faces: readonly RgbImage[]) => {
        compared += faces.length;
        return byColour.embed(faces);
      },
    };
    const side: (readonly [Colour, number | null])[] = [
      [RED, 100],
      [BLUE, 180],
    ];
    await show(createTrackCollection(counting), side, side, side);
    expect(compared).toBe(0);
    await show(
      createTrackCollection(counting),
      [
        [RED, 100],
        [BLUE, 140],
      ],
      [[BLUE, 120]],
    );
    expect(compared).toBe(3);
  });

  it("keep their tracks while one is missed for a second", async () => {
    const collection = createTrackCollection(byColour);
    const missed: (readonly [Colour, number | null])[] = [
      [RED, null],
      [BLUE, 260],
    ];
    const seen: (readonly [Colour, number | null])[] = [
      [RED, 100],
      [BLUE, 260],
    ];
    await show(collection, seen, missed, missed, missed, seen);
    expect(placesOf(collection)).toEqual(["100 100", "260 260 260 260 260"]);
  });
});

describe.skipIf(!hasModels)("two recorded people", () => {
  let engines: Engines & { close(): Promise<void> };
  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
  });
  afterAll(() => engines.close());

  /** A recorded face, about 90 px wide, and nothing beside it. */
  async function faceOf(recording: string): Promise<RgbImage> {
    const workshop = await openWorkshop();
    const input = ["-ss", "7", "-i", recordingPath(recording), "-frames:v", "1", "-update", "1"];
    const picture = await readPicture(await workshop.make(`${recording}.png`, ...input));
    await workshop.remove();
    const [face] = await engines.detect(picture);
    const { box } = face ?? expect.fail("no face");
    const region = regionAt(picture, centreOf(box), box.width, 1.2 * box.height);
    return copyRegion(picture, region);
  }

  it("are told apart by their faces where they meet and turn back", async () => {
    const [anna, emil] = [await faceOf("anna-day"), await faceOf("emil-day")];
    const embedder = engines.embedders[0] ?? expect.fail("no embedder");
    const collection = createTrackCollection(embedder);
    for (const [index, distance] of [300, 95, 110, 200, 300].entries()) {
      const frame: Frame = { ...paintImage(640, 360, () => [90, 95, 100]), atMs: index * 500 };
      paste(frame, anna, 300 - distance / 2);
      paste(frame, emil, 300 + distance / 2);
      const detections = await engines.detect(frame);
      await collection.add(frame, detections.filter(isPlausibleFace), "whole");
    }
    const tracks = collection.tracks();
    expect(tracks.map(({ points }) => points.length)).toEqual([5, 5]);
    for (const { shots } of tracks) {
      const vectors = await embedder.embed(shots.map(({ cutOut }) => cutOut(embedder)));
      const [best, ...others] = vectors;
      for (const other of others)
        expect(best && cosineSimilarity(best, other)).toBeGreaterThan(0.6);
    }
  });
});

function paste({ data, width }: Frame, face: RgbImage, left: number): void {
  for (let row = 0; row < face.height; row++) {
    const part = face.data.subarray(row * face.width * 3, (row + 1) * face.width * 3);
    data.set(part, ((100 + row) * width + Math.round(left - face.width / 2)) * 3);
  }
}
