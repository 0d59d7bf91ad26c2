import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { unitBoxSchema } from "#lib/faces/schema.ts";
import { personCategories } from "#lib/identity/category.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { MAX_PHOTOS } from "./limits.ts";

const part = z.number().min(0).max(1);

/** A face that was found in a photograph, its pictures in the store. */
export const photoFaceSchema = z.object({
  cropKey: z.string(),
  alignedKey: z.string(),
  /** Unit coordinates of the photograph. */
  box: unitBoxSchema,
  heightPx: z.number(),
  quality: part,
  sharpness: part,
  frontality: part,
  exposure: part,
  /** Mean, 0..255. */
  brightness: z.number(),
  angle: z.enum(["front", "half-profile", "profile"]),
  /** See `yawProxy`. */
  yaw: z.number(),
  /** The detector's, 0..1. */
  score: part,
});

export type FoundFace = z.infer<typeof photoFaceSchema>;

export const foundFaces = z.array(photoFaceSchema);

const name = z
  .string()
  .trim()
  .min(1, refusal("nameMissing"))
  .max(MAX_NAME_LENGTH, refusal("nameTooLong"));

/** Whom it is about, and to which camera they walk; without one they come by photographs. */
export const startSchema = z.object({
  who: z.union([
    z.object({ personId: z.uuid() }),
    z.object({ name, category: z.enum(personCategories) }),
  ]),
  cameraId: z.uuid().nullable(),
});

export type StartOrder = z.infer<typeof startSchema>;

/** Which face of each photograph is the person's. */
export const photosChosenSchema = z.object({
  enrolmentId: z.uuid(),
  faces: z
    .array(z.object({ photoId: z.uuid(), index: z.int().min(0) }))
    .min(1, refusal("noFaceChosen"))
    .max(MAX_PHOTOS),
});

export type PhotosChosen = z.infer<typeof photosChosenSchema>;

export const walkChosenSchema = z.object({
  enrolmentId: z.uuid(),
  faceIds: z.array(z.uuid()).min(1, refusal("noFaceChosen")).max(100),
});

export const enrolmentSchema = z.object({ enrolmentId: z.uuid() });

export const enrolledSchema = z.object({ personId: z.uuid(), entryIds: z.array(z.uuid()) });
