import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { isAnimals } from "#lib/faces/detection/animals.ts";
import type { RgbImage } from "#lib/faces/types.ts";
import type { Engines } from "#worker/inference/engines.ts";
import { readPicture } from "#worker/media/encode.ts";
import { sampleFrames } from "#worker/media/frames.ts";
import { probeClip } from "#worker/media/probe.ts";
import type { Recording } from "./cast.ts";
import { halfOf } from "./halves.ts";
import { nearestToCentre } from "./photographs.ts";
import { personOf, readProtocol } from "./protocol.ts";
import { type Share, shareOf } from "./rates.ts";
import { asBackground, type KnownFace, measureSmallFaces, type SmallFaces } from "./small-faces.ts";

/** What finds faces, and what tells animals from people. */
export type DetectionReport = {
  readonly smallFaces: readonly SmallFaces[];
  /** Photographs of people of whose face the check for animals said that it is one; none without its model. */
  readonly takenForAnimals: Share | undefined;
};

/** Photographs of the half that nothing was tuned on. */
const PHOTOGRAPHS = 400;
/** Between the frames of a recording that become backgrounds. */
const BACKGROUND_EVERY_MS = 5000;

/**
 * @param session of the detector
 * @param empty recordings that show nobody
 */
export async function measureDetection(
  dataDir: string,
  engines: Engines,
  session: InferenceSession,
  empty: readonly Recording[],
  say: (line: string) => void,
): Promise<DetectionReport> {
  say("reading photographs …");
  const known = await readKnownFaces(dataDir, engines);
  say(`looking for animals in ${known.length} of them …`);
  const takenForAnimals = await countAnimals(known, engines);
  say("pasting them into frames …");
  const backgrounds: RgbImage[] = [];
  for (const { path } of empty) backgrounds.push(...(await backgroundsOf(path)));
  const smallFaces = await measureSmallFaces(known, backgrounds, session, engines.detect);
  return { smallFaces, takenForAnimals };
}

async function readKnownFaces(dataDir: string, { detect }: Engines): Promise<KnownFace[]> {
  const { folder, photos } = await readProtocol(dataDir);
  const reported = photos.filter((file) => halfOf(personOf(file)) === "reporting");
  const step = Math.max(1, Math.floor(reported.length / PHOTOGRAPHS));
  const known: KnownFace[] = [];
  for (const file of reported.filter((_, index) => index % step === 0).slice(0, PHOTOGRAPHS)) {
    const picture = await readPicture(join(folder, file));
    const face = nearestToCentre(picture, await detect(picture));
    if (face) known.push({ picture, face });
  }
  return known;
}

async function countAnimals(
  known: readonly KnownFace[],
  { findAnimals }: Engines,
): Promise<Share | undefined> {
  if (!findAnimals) return undefined;
  let count = 0;
  for (const { picture, face } of known)
    if (isAnimals(face.box, await findAnimals(picture))) count += 1;
  return shareOf(count, known.length);
}

async function backgroundsOf(path: string): Promise<RgbImage[]> {
  const { signal } = new AbortController();
  const media = await probeClip(path, signal);
  const backgrounds: RgbImage[] = [];
  for await (const frame of sampleFrames(path, media, signal, BACKGROUND_EVERY_MS))
    backgrounds.push(await asBackground(frame));
  return backgrounds;
}
