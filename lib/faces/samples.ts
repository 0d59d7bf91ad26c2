/** Sample faces and pictures for the tests of this folder and of what builds on it. */

import { pixelBox } from "./boxes.ts";
import type { Detection, Landmarks, RgbImage } from "./types.ts";

/** Landmarks of a face seen from the front, its eyes `eyeDistance` apart, about a centre. */
export function frontLandmarks(eyeDistance = 35, centreX = 56, centreY = 72): Landmarks {
  const at = (x: number, y: number) => ({
    x: centreX + ((x - 56) / 35) * eyeDistance,
    y: centreY + ((y - 72) / 35) * eyeDistance,
  });
  return [at(38.3, 51.7), at(73.5, 51.5), at(56, 71.7), at(41.5, 92.4), at(70.7, 92.2)];
}

/** A detection of a frontal face in a box of `height`, a little narrower than high. */
export function frontDetection(x: number, y: number, height: number, score = 0.9): Detection {
  const width = height * 0.8;
  return {
    box: pixelBox(x, y, width, height),
    landmarks: frontLandmarks(height * 0.35, x + width / 2, y + height * 0.6),
    score,
  };
}

/** A picture whose pixels are given by a function of the position. */
export function paintImage(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly [number, number, number],
): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set(colour(x, y), (y * width + x) * 3);
    }
  }
  return { data, width, height };
}
