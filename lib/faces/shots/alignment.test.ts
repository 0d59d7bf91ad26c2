import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import { copyRegion } from "../detection/crop.ts";
import { frontLandmarks, paintImage } from "../samples.ts";
import type { Landmarks, Point } from "../types.ts";
import {
  ARCFACE_TEMPLATE,
  alignedFarther,
  alignedRegion,
  alignFace,
  alignFaceFarther,
  alignFaceForRetail,
  alignFaceForRetailFarther,
  alignmentResidual,
} from "./alignment.ts";
import { applySimilarity, fitSimilarity } from "./similarity-transform.ts";

const turned = (landmarks: Landmarks, radians: number, scale: number, shift: Point): Landmarks => {
  const move = ({ x, y }: Point): Point => ({
    x: scale * (x * Math.cos(radians) - y * Math.sin(radians)) + shift.x,
    y: scale * (x * Math.sin(radians) + y * Math.cos(radians)) + shift.y,
  });
  const [a, b, c, d, e] = landmarks;
  return [move(a), move(b), move(c), move(d), move(e)];
};

const turns = evenly(-Math.PI, Math.PI);
const scales = evenly(0.2, 5);
/** In and about a picture of 200 x 160. */
const places = fc.record({ x: evenly(-20, 220), y: evenly(-20, 180) });
const shifts = fc.record({
  x: evenly(-500, 500),
  y: evenly(-500, 500),
});

describe("alignment", () => {
  it("carries a turned, scaled and shifted template back onto itself", () => {
    fc.assert(
      fc.property(turns, scales, shifts, (radians, scale, shift) => {
        const landmarks = turned(ARCFACE_TEMPLATE.landmarks, radians, scale, shift);
        const fit = fitSimilarity(landmarks, ARCFACE_TEMPLATE.landmarks);
        for (const [index, landmark] of landmarks.entries()) {
          const { x, y } = applySimilarity(fit, landmark);
          expect(x).toBeCloseTo(ARCFACE_TEMPLATE.landmarks[index]!.x, 4);
          expect(y).toBeCloseTo(ARCFACE_TEMPLATE.landmarks[index]!.y, 4);
        }
        expect(alignmentResidual(landmarks)).toBeLessThan(1e-4);
      }),
    );
  });

  it("keeps the aligned face in place when the picture and its landmarks are turned and scaled", () => {
    const pattern = (x: number, y: number) =>
      [128 + 100 * Math.sin(x / 15), 128 + 100 * Math.cos(y / 12), 90] as const;
    const landmarks = frontLandmarks(40, 150, 150);
    const upright = alignFace(
      paintImage(300, 300, (x, y) => pattern(x, y)),
      landmarks,
    );
    for (const [radians, scale] of [
      [-0.5, 1],
      [0.3, 0.7],
      [Math.PI / 2, 1.3],
    ] as const) {
      const back = (x: number, y: number) => ({
        x: ((x - 150) * Math.cos(radians) + (y - 150) * Math.sin(radians)) / scale + 150,
        y: (-(x - 150) * Math.sin(radians) + (y - 150) * Math.cos(radians)) / scale + 150,
      });
      const picture = paintImage(300, 300, (x, y) => {
        const from = back(x, y);
        return pattern(from.x, from.y);
      });
      const centred = turned(landmarks, 0, 1, { x: -150, y: -150 });
      const aligned = alignFace(picture, turned(centred, radians, scale, { x: 150, y: 150 }));
      expect(meanDifference(aligned.data, upright.data)).toBeLessThan(1.5);
    }
  });

  it("copies a face that already lies on the template", () => {
    const picture = paintImage(112, 112, (x, y) => [x * 2, y * 2, (x + y) % 256]);
    const aligned = alignFace(picture, ARCFACE_TEMPLATE.landmarks);
    expect(meanDifference(aligned.data, picture.data)).toBeLessThan(0.01);
  });

  it("shows 0095 the columns 8 to 104 of the template, stretched to 128 x 128", () => {
    const picture = paintImage(112, 112, (x, y) => [x * 2, y * 2, 0]);
    const aligned = alignFaceForRetail(picture, ARCFACE_TEMPLATE.landmarks);
    expect([aligned.width, aligned.height]).toEqual([128, 128]);
    const at = (64 * 128 + 64) * 3;
    expect(aligned.data[at]).toBe(Math.round((8 + 64 * 0.75) * 2));
    expect(aligned.data[at + 1]).toBe(Math.round(64 * 0.875 * 2));
  });

  it("shows the same face a little smaller from farther away, its middle where it was", () => {
    const picture = paintImage(112, 112, (x, y) => [x * 2, y * 2, 200]);
    const farther = alignedFarther(picture);
    const pixel = (x: number, y: number) => [
      ...farther.data.subarray((y * 112 + x) * 3).slice(0, 3),
    ];
    expect(pixel(56, 72)).toEqual([112, 144, 200]);
    expect(pixel(9, 72)).toEqual([12, 144, 200]);
    expect(pixel(56, 25)).toEqual([112, 44, 200]);
    expect(pixel(0, 72)).toEqual([0, 0, 0]);
  });

  it("needs no more of the frame than the region that is kept of it", () => {
    const picture = paintImage(200, 160, (x, y) => [x, y, (x * y) % 256]);
    fc.assert(
      fc.property(turns, scales, places, (radians, scale, place) => {
        const middle = turned(frontLandmarks(35, 0, 0), radians, scale / 2, place);
        const region = alignedRegion(picture, middle);
        const part = copyRegion(picture, region);
        const within = turned(middle, 0, 1, { x: -region.left, y: -region.top });
        for (const align of [alignFace, alignFaceFarther, alignFaceForRetailFarther])
          expect(meanDifference(align(part, within).data, align(picture, middle).data)).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it("is black beyond the frame", () => {
    const picture = paintImage(40, 40, () => [255, 255, 255]);
    const aligned = alignFace(picture, frontLandmarks(35, 0, 0));
    expect([...aligned.data.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it("refuses landmarks that coincide", () => {
    const point = { x: 3, y: 3 };
    expect(() => alignmentResidual([point, point, point, point, point])).toThrow(RangeError);
  });
});

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]!), 0) / a.length;
}
