import type { Lighting } from "./shots/lighting.ts";
import type { Embedding, FaceAngle, UnitBox, UnitVector, Weighted } from "./types.ts";

/** Where a face was at a moment, in ms from the start of the stretch that was asked for. */
export type FacePoint = { readonly atMs: number; readonly box: UnitBox };

/** A face of a clip or a still, its pictures already in the store. */
export type SeenFace = FacePoint & {
  cropKey: string;
  /** Of the aligned 112 x 112 shots that its embeddings are means of, stacked downwards, best first. */
  alignedKey: string;
  track: readonly FacePoint[];
  /** 0..1. */
  quality: number;
  heightPx: number;
  angle: FaceAngle;
  /** See `yawProxy`. */
  yaw: number;
  lighting: Lighting;
  /** Chance of a living face rather than a picture of one, 0..1; null where nothing can say. */
  liveness: number | null;
  /** The detector's, 0..1. */
  score: number;
  /** Its shots disagree about whom they show: it may name nobody. */
  isDisputed: boolean;
  embeddings: readonly Weighted<Embedding>[];
  fused: UnitVector;
  /** The same face from other sides, where somebody walks to be known. */
  turned?: readonly SeenFace[];
};
