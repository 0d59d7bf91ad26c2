/**
 * Terminology
 *
 * - **detection**: box, five landmarks and score of one face in one frame.
 * - **aligned face**: the crop warped to the embedder's landmark template.
 * - **embedding**: a `UnitVector` with the model and version that made it.
 * - **track**: the detections of one face through a clip.
 *
 * Two coordinate systems exist and never mix: `PixelBox` counts pixels of the decoded frame,
 * `UnitBox` counts in 0..1 of its width and height. Both have their origin at the top left.
 */

declare const normalised: unique symbol;
declare const pixels: unique symbol;
declare const units: unique symbol;

/** A vector of length one. Minted only by `normalise` and by what provably keeps the length. */
export type UnitVector = Float32Array & { readonly [normalised]: true };

/** A position; the type that holds it says whether in pixels or in units. */
export type Point = { readonly x: number; readonly y: number };

/** A rectangle; the type that holds it says whether in pixels or in units. */
export type Box = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A rectangle in pixels of the decoded frame; may reach over its edges. */
export type PixelBox = Box & { readonly [pixels]: true };

/** A rectangle in 0..1 of the frame's width and height, clipped to the frame. */
export type UnitBox = Box & { readonly [units]: true };

/** Image-left eye, image-right eye, nose, image-left mouth corner, image-right mouth corner. */
export type Landmarks = readonly [Point, Point, Point, Point, Point];

/** One face in one frame, in pixels. `score` is the detector's own, 0..1. */
export type Detection = {
  readonly box: PixelBox;
  readonly landmarks: Landmarks;
  readonly score: number;
};

/** How far the head is turned away from the camera, left and right alike. */
export type FaceAngle = "front" | "half-profile" | "profile";

/** Packed RGB, three bytes a pixel, rows from the top, no padding between rows. */
export type RgbImage = {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
};

/** What one embedder made of one face. `version` names the exact weights and preprocessing. */
export type Embedding = {
  readonly embedder: string;
  readonly version: string;
  readonly vector: UnitVector;
};

/**
 * With an embedder's share of the fused similarity, 0..1. The shares of a set are together one; 0 is
 * the share of an embedder whose set is yet to take over.
 */
export type Weighted<Part> = Part & { readonly weight: number };
