import { describe, expect, it } from "vitest";
import { pixelBox } from "#lib/faces/boxes.ts";
import { frontDetection, paintImage } from "#lib/faces/samples.ts";
import type { Landmarks, PixelBox } from "#lib/faces/types.ts";
import type { Engines } from "../inference/engines.ts";
import { withoutAnimals } from "./animals.ts";
import { type CollectedTrack, createTrackCollection } from "./track-collection.ts";

const frame = paintImage(640, 360, () => [120, 110, 100]);

/** Somebody, or something, at (300, 100) in the frame, 50 px high, seen a few times with these scores. */
async function trackOf(...scores: number[]): Promise<CollectedTrack> {
  const collection = createTrackCollection(undefined);
  for (const [index, score] of scores.entries()) {
    const shown = { ...frame, atMs: index * 333 };
    await collection.add(shown, [frontDetection(300, 100, 50, score)], "whole");
  }
  const [track] = collection.tracks();
  if (!track) throw new Error("No track");
  return track;
}

/** Engines that see these animals, and count how often they look. The real network is never asked. */
function engines(animals: PixelBox[] | null): { engines: Engines; looks: () => number } {
  let looks = 0;
  const findAnimals = async () => {
    looks += 1;
    return animals ?? [];
  };
  return { engines: { findAnimals: animals && findAnimals } as Engines, looks: () => looks };
}

/** The same, its landmarks still a face's, but no usual one's. */
function withLongNose(track: CollectedTrack): CollectedTrack {
  const shots = track.shots.map((shot) => {
    const [leftEye, rightEye, { x, y }, leftMouth, rightMouth] = shot.detection.landmarks;
    const landmarks: Landmarks = [leftEye, rightEye, { x, y: y + 8 }, leftMouth, rightMouth];
    return { ...shot, detection: { ...shot.detection, landmarks } };
  });
  return { ...track, shots };
}

/** In pixels of the surroundings, which begin at (220, 25). */
const animalAt = (x: number, y: number) => pixelBox(x - 220, y - 25, 120, 120);

describe("a face that may be an animal's", () => {
  it("is left out when a cat or a dog is where it is", async () => {
    const { engines: seeing } = engines([animalAt(280, 90)]);
    expect(await withoutAnimals([await trackOf(0.8, 0.8, 0.8, 0.8)], seeing)).toEqual([]);
  });

  it("is a person's when the animal sits beside it, or there is no model to look with", async () => {
    const track = await trackOf(0.8, 0.8, 0.8, 0.8);
    expect(await withoutAnimals([track], engines([animalAt(335, 90)]).engines)).toEqual([track]);
    expect(await withoutAnimals([track], engines(null).engines)).toEqual([track]);
  });

  it("is looked for only where the score is low, the track short or the landmarks odd", async () => {
    const { engines: seeing, looks } = engines([animalAt(280, 90)]);
    const sure = await trackOf(0.8, 0.95, 0.8, 0.8);
    expect(await withoutAnimals([sure], seeing)).toEqual([sure]);
    expect(looks()).toBe(0);
    await withoutAnimals([await trackOf(0.95, 0.95, 0.95)], seeing);
    expect(looks()).toBe(1);
    await withoutAnimals([withLongNose(sure)], seeing);
    expect(looks()).toBe(2);
  });
});
