import type { FoundFace } from "#lib/enrolment/schema.ts";
import { toUnitBox } from "#lib/faces/boxes.ts";
import { cropFace } from "#lib/faces/detection/crop.ts";
import { isPlausibleFace, MIN_STILL_SCORE } from "#lib/faces/detection/plausibility.ts";
import { alignFace } from "#lib/faces/shots/alignment.ts";
import { faceAngle, yawProxy } from "#lib/faces/shots/angle.ts";
import { brightnessOf } from "#lib/faces/shots/lighting.ts";
import { rateFace } from "#lib/faces/shots/quality.ts";
import type { Detection, RgbImage } from "#lib/faces/types.ts";
import type { Engines } from "../inference/engines.ts";
import { encodeAligned, encodeCrop } from "../media/encode.ts";

/** A face of a photograph with its pictures, which are yet to be stored. */
export type PhotographedFace = Omit<FoundFace, "cropKey" | "alignedKey"> & {
  readonly cropJpeg: Buffer;
  readonly alignedPng: Buffer;
};

/** Finds the faces in a photograph, the largest first; also those that are too poor to be compared. */
export async function analysePhoto(
  photograph: RgbImage,
  { detect }: Pick<Engines, "detect">,
  limit: number,
): Promise<PhotographedFace[]> {
  const detections = await detect(photograph);
  const faces = detections
    .filter((face) => face.score >= MIN_STILL_SCORE && isPlausibleFace(face))
    .toSorted((a, b) => b.box.height - a.box.height)
    .slice(0, limit);
  return await Promise.all(faces.map((face) => describeFace(photograph, face)));
}

async function describeFace(photograph: RgbImage, face: Detection): Promise<PhotographedFace> {
  const { box, landmarks, score } = face;
  const aligned = alignFace(photograph, landmarks);
  const [cropJpeg, alignedPng] = await Promise.all([
    encodeCrop(cropFace(photograph, box)),
    encodeAligned([aligned]),
  ]);
  return {
    ...rateFace(face, aligned),
    brightness: brightnessOf(aligned),
    box: toUnitBox(box, photograph),
    angle: faceAngle(landmarks),
    yaw: yawProxy(landmarks),
    score,
    cropJpeg,
    alignedPng,
  };
}
