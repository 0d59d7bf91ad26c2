import { clampUnit } from "./clamp.ts";
import type { Landmarks, PixelBox, Point, UnitBox } from "./types.ts";

type Size = { readonly width: number; readonly height: number };

/** A box in pixels of the frame. */
export function pixelBox(x: number, y: number, width: number, height: number): PixelBox {
  return { x, y, width, height } as PixelBox;
}

/** The same box in 0..1 of the frame, cut off at the frame's edges. */
export function toUnitBox(box: PixelBox, frame: Size): UnitBox {
  const left = clampUnit(box.x / frame.width);
  const top = clampUnit(box.y / frame.height);
  const right = clampUnit((box.x + box.width) / frame.width);
  const bottom = clampUnit((box.y + box.height) / frame.height);
  return { x: left, y: top, width: right - left, height: bottom - top } as UnitBox;
}

/** The same landmarks in 0..1 of the frame; those outside the frame stay outside. */
export function toUnitLandmarks(landmarks: Landmarks, frame: Size): Landmarks {
  return mapLandmarks(landmarks, ({ x, y }) => ({ x: x / frame.width, y: y / frame.height }));
}

/** Each landmark as something else makes it. */
export const mapLandmarks = (
  [leftEye, rightEye, nose, leftMouth, rightMouth]: Landmarks,
  map: (landmark: Point, index: number) => Point,
): Landmarks => [
  map(leftEye, 0),
  map(rightEye, 1),
  map(nose, 2),
  map(leftMouth, 3),
  map(rightMouth, 4),
];

/** The box's middle. */
export function centreOf(box: PixelBox): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Area that both boxes cover, in squares of what they count in. */
export function sharedArea<Box extends PixelBox | UnitBox>(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

/** Shared area over covered area, 0..1. */
export function intersectionOverUnion<Box extends PixelBox | UnitBox>(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  const union = a.width * a.height + b.width * b.height - shared;
  return union <= 0 ? 0 : shared / union;
}
