import { expect, it } from "vitest";
import { pixelBox, toUnitBox } from "../boxes.ts";
import { paintImage } from "../samples.ts";
import { cropFace } from "./crop.ts";

const frame = paintImage(200, 100, (x, y) => [x, y, 0]);

it("cuts a square with room around the face", () => {
  const crop = cropFace(frame, pixelBox(90, 40, 16, 20));
  expect([crop.width, crop.height]).toEqual([36, 36]);
  expect([...crop.data.subarray(0, 2)]).toEqual([80, 32]);
});

it("moves the square inwards at the frame's edge", () => {
  const crop = cropFace(frame, pixelBox(-5, -5, 16, 20));
  expect([crop.width, ...crop.data.subarray(0, 2)]).toEqual([36, 0, 0]);
});

it("is never larger than the frame", () => {
  expect(cropFace(frame, pixelBox(0, -50, 150, 200)).height).toBe(100);
});

it("cuts a box in units off at the frame's edges", () => {
  const box = toUnitBox(pixelBox(-20, 50, 60, 80), frame);
  expect(box).toEqual({ x: 0, y: 0.5, width: 0.2, height: 0.5 });
});
