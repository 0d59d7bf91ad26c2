import { expect, it } from "vitest";
import { frontDetection, frontLandmarks, paintImage } from "../samples.ts";
import {
  fromMirror,
  fromRegion,
  isSharpInside,
  MAX_CLOSE_LOOKS,
  meanLandmarks,
  placesOf,
  regionAround,
} from "./close-look.ts";
import { regionAt } from "./crop.ts";

const frame = paintImage(1920, 8, () => [0, 0, 0]);

it("finds a mirrored face where it lies, its left eye on the left", () => {
  const face = frontDetection(20, 30, 60);
  const mirrored = fromMirror(192, face);
  expect(mirrored.box).toMatchObject({ x: 192 - 20 - 48, y: 30, width: 48, height: 60 });
  const [leftEye, rightEye, , leftMouth, rightMouth] = mirrored.landmarks;
  expect(leftEye.x).toBeLessThan(rightEye.x);
  expect(leftMouth.x).toBeLessThan(rightMouth.x);
  const [eye] = face.landmarks;
  expect(rightEye).toEqual({ x: 191 - eye.x, y: eye.y });
  expect(fromMirror(192, mirrored).box).toEqual(face.box);
  expect(fromMirror(192, mirrored).landmarks[3].x).toBeCloseTo(face.landmarks[3].x);
});

it("moves what a region shows to where the frame has it", () => {
  const found = fromRegion(regionAt(frame, { x: 500, y: 4 }, 8, 8), frontDetection(1, 2, 5));
  expect(found.box).toMatchObject({ x: 497, y: 2 });
  expect(found.landmarks[2].x).toBeCloseTo(frontDetection(1, 2, 5).landmarks[2].x + 496);
});

it("takes landmarks halfway between two looks", () => {
  const mean = meanLandmarks(frontLandmarks(35, 50, 70), frontLandmarks(35, 54, 71));
  for (const [index, { x, y }] of frontLandmarks(35, 52, 70.5).entries()) {
    expect(mean[index]?.x).toBeCloseTo(x);
    expect(mean[index]?.y).toBeCloseTo(y);
  }
});

it("shrinks a face to half its size and no further", () => {
  const picture = paintImage(800, 800, () => [0, 0, 0]);
  const region = (height: number) => regionAround(picture, frontDetection(300, 300, height).box);
  expect(isSharpInside(region(96))).toBe(true);
  expect(isSharpInside(region(97))).toBe(false);
});

it("looks once where somebody was seen twice, and at the likeliest of a crowd", () => {
  const [before, after] = [frontDetection(100, 100, 60, 0.7), frontDetection(112, 100, 60, 0.8)];
  const other = frontDetection(300, 100, 60, 0.9);
  expect(placesOf([before, after, other])).toEqual([other, after]);
  const crowd = Array.from({ length: 12 }, (_, index) => frontDetection(80 * index, 0, 50));
  expect(placesOf(crowd)).toEqual(crowd.slice(0, MAX_CLOSE_LOOKS));
});
