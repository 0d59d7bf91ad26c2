import { expect, it } from "vitest";
import { pixelBox } from "../boxes.ts";
import { paintImage } from "../samples.ts";
import { LIVENESS_SIDE_PX, livenessInputs, livenessOf, mayBePicture } from "./liveness.ts";

const PLANE = LIVENESS_SIDE_PX ** 2;

it("shows both networks the face in the middle of 2.7 and of 4 times its box, blue first", () => {
  const box = pixelBox(300, 200, 60, 60);
  const isFace = (x: number, y: number) => x >= 300 && x < 360 && y >= 200 && y < 260;
  const frame = paintImage(660, 460, (x, y) => (isFace(x, y) ? [10, 20, 200] : [0, 0, 0]));
  const widths = livenessInputs(frame, box).map((input) => {
    const middle = input.subarray(40 * LIVENESS_SIDE_PX, 41 * LIVENESS_SIDE_PX);
    expect([input[PLANE + 40 * 81], input[2 * PLANE + 40 * 81]]).toEqual([20, 10]);
    return middle.filter((blue) => blue > 100).length;
  });
  expect(widths).toEqual([30, 20]);
});

it("moves the surroundings into the frame, and shrinks them to it", () => {
  const frame = paintImage(100, 100, () => [0, 0, 7]);
  for (const input of livenessInputs(frame, pixelBox(-10, 60, 50, 60)))
    expect(Math.min(...input.subarray(0, PLANE))).toBe(7);
});

it("takes the mean chance of the second class, and doubts a face only when both are sure", () => {
  const sure = Float32Array.of(9, 0, 0);
  const living = Float32Array.of(0, 9, 0);
  expect(livenessOf([living, living])).toBeGreaterThan(0.99);
  expect(mayBePicture(livenessOf([sure, sure]))).toBe(true);
  expect(mayBePicture(livenessOf([sure, living]))).toBe(false);
  expect(mayBePicture(null)).toBe(false);
});
