import { expect, it } from "vitest";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import type { Engines } from "../inference/engines.ts";
import type { CollectedTrack, Shot } from "./track-collection.ts";
import { embedTrack, joinTracks } from "./track-embedding.ts";

const ANNA = normalise([1, 0, 0]);
const BERT = normalise([0, 1, 0]);

const picture = (value: number): RgbImage => ({
  ...{ data: Uint8Array.of(value, value, value), width: 1, height: 1 },
});

/** Red pictures are Anna's, others Bert's. */
const engines = {
  embedders: [
    {
      ...{ name: "embedder", version: "1", weight: 1 },
      embed: async (faces: readonly RgbImage[]) =>
        faces.map(({ data: [red] }) => (red === 255 ? ANNA : BERT)),
    },
  ],
} as unknown as Engines;

const shot = (who: "anna" | "bert", quality: number) => {
  const aligned = picture(who === "anna" ? 255 : 0);
  return { quality: { quality, heightPx: 80 }, aligned, cutOut: () => aligned } as unknown as Shot;
};

const CROP = picture(7);

const track = (atMs: number, ...shots: Shot[]) =>
  ({ points: [{ atMs }], shots, crop: CROP, sides: new Map() }) as unknown as CollectedTrack;

it("leaves out the shots of somebody onto whom the track has slipped", async () => {
  const embedded = await embedTrack(
    track(0, shot("anna", 0.9), shot("bert", 0.8), shot("anna", 0.7)),
    engines,
  );
  expect(embedded.shots).toHaveLength(2);
  expect(cosineSimilarity(embedded.fused, ANNA)).toBe(1);
  expect(embedded).toMatchObject({ isDisputed: false, crop: CROP });
});

it("shows whom the shots agree on, also where the best shot is somebody else's", async () => {
  const anna = shot("anna", 0.6);
  const embedded = await embedTrack(track(0, shot("bert", 0.9), anna, shot("anna", 0.5)), engines);
  expect(cosineSimilarity(embedded.fused, ANNA)).toBe(1);
  expect(embedded).toMatchObject({ isDisputed: false, crop: anna.aligned });
});

it("marks a track whose shots speak as much for one as for another", async () => {
  const embedded = await embedTrack(track(0, shot("anna", 0.6), shot("bert", 0.6)), engines);
  expect(embedded.isDisputed).toBe(true);
});

it("joins tracks of one person that share no moment, and keeps the best shot's crop", async () => {
  const early = await embedTrack(track(0, shot("anna", 0.6)), engines);
  const late = await embedTrack({ ...track(5000, shot("anna", 0.9)), crop: picture(8) }, engines);
  const other = await embedTrack(track(5000, shot("bert", 0.9)), engines);
  const joined = joinTracks([early, late, other]);
  expect(joined.map(({ points }) => points.length)).toEqual([2, 1]);
  expect(joined[0]?.crop).toEqual(picture(8));
  expect(joinTracks([early, { ...late, points: early.points }])).toHaveLength(2);
});
