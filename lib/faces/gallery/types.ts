import type { Lighting } from "../shots/lighting.ts";
import type { FaceAngle, UnitVector } from "../types.ts";

/** A face that makes a person's templates. */
export type GalleryFace = {
  readonly faceId: string;
  readonly personId: string;
  /** What the household's set of embedders made of it. */
  readonly vector: UnitVector;
  /** 0..1. */
  readonly quality: number;
  readonly angle: FaceAngle;
  readonly lighting: Lighting;
  /** The household itself has said whose it is. */
  readonly isConfirmed: boolean;
};

/** Somebody whom a probe may be. */
export type GalleryPerson = {
  readonly personId: string;
  readonly isChild: boolean;
  readonly faces: readonly GalleryFace[];
  /** Faces of which the household has said that they are not this person. */
  readonly rejected: readonly UnitVector[];
};
