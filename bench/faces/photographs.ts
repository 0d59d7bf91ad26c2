import { join } from "node:path";
import { centreOf } from "#lib/faces/boxes.ts";
import { alignFace } from "#lib/faces/shots/alignment.ts";
import { faceAngle } from "#lib/faces/shots/angle.ts";
import { type FaceQuality, rateFace } from "#lib/faces/shots/quality.ts";
import type { Detection, FaceAngle, RgbImage, UnitVector, Weighted } from "#lib/faces/types.ts";
import type { Engines } from "#worker/inference/engines.ts";
import { readPicture } from "#worker/media/encode.ts";

/** What the models made of the face of a photograph. */
export type PhotographedFace = {
  readonly file: string;
  /** One per embedder, in the engines' order. */
  readonly vectors: readonly Weighted<{ vector: UnitVector }>[];
  readonly quality: FaceQuality;
  readonly angle: FaceAngle;
};

/** The face of every photograph; none where the detector found none. */
export type Photographs = ReadonlyMap<string, PhotographedFace | undefined>;

const PROGRESS_EVERY = 500;

/**
 * Finds the face nearest to the centre of each picture and embeds it. One picture is decoded while
 * another is looked at; none is kept.
 *
 * @throws when a picture cannot be decoded, with its name
 */
export async function lookAtPhotographs(
  folder: string,
  files: readonly string[],
  engines: Engines,
  say: (line: string) => void,
): Promise<Photographs> {
  const photographs = new Map<string, PhotographedFace | undefined>();
  let next = read(folder, files[0]);
  for (const [index, file] of files.entries()) {
    const picture = await next;
    next = read(folder, files[index + 1]);
    // Whoever waits for `picture` does not yet wait for `next`: its failure is told of in its turn.
    next.catch(() => undefined);
    if (picture) photographs.set(file, await lookAt(file, picture, engines));
    if ((index + 1) % PROGRESS_EVERY === 0) say(`${index + 1} of ${files.length} pictures …`);
  }
  return photographs;
}

async function read(folder: string, file: string | undefined): Promise<RgbImage | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readPicture(join(folder, file));
  } catch (error) {
    throw new Error(`The picture ${file} cannot be decoded.`, { cause: error });
  }
}

async function lookAt(
  file: string,
  picture: RgbImage,
  { detect, embedders }: Engines,
): Promise<PhotographedFace | undefined> {
  const detection = nearestToCentre(picture, await detect(picture));
  if (!detection) return undefined;
  const { landmarks } = detection;
  const vectors: Weighted<{ vector: UnitVector }>[] = [];
  for (const { embed, align, weight } of embedders)
    for (const vector of await embed([align(picture, landmarks)])) vectors.push({ vector, weight });
  const quality = rateFace(detection, alignFace(picture, landmarks));
  return { file, vectors, quality, angle: faceAngle(landmarks) };
}

/** The face that a photograph is of. */
export function nearestToCentre(
  { width, height }: RgbImage,
  detections: readonly Detection[],
): Detection | undefined {
  const distance = ({ box }: Detection) => {
    const { x, y } = centreOf(box);
    return Math.hypot(x - width / 2, y - height / 2);
  };
  return detections.toSorted((a, b) => distance(a) - distance(b))[0];
}
