import { applyMask, maskSpans } from "#lib/clips/masking.ts";
import type { ClipMedia, UnitPolygon } from "#lib/clips/types.ts";
import { PermanentError } from "#lib/errors.ts";
import { toUnitBox } from "#lib/faces/boxes.ts";
import { MIN_TRACK_POINTS } from "#lib/faces/detection/plausibility.ts";
import { explainAbsence, type NoFaceReason, reasonAgainst } from "#lib/faces/shots/absence.ts";
import type { UnitBox } from "#lib/faces/types.ts";
import { encodeFrame } from "../media/encode.ts";
import { frameAt } from "../media/frames.ts";
import type { CollectedTrack, Shot } from "./track-collection.ts";

/** The moment of a clip that shows best why it gave no face. */
export type ClipMoment = {
  readonly atMs: number;
  /** Of what could not be used; null where nothing resembled a face. */
  readonly box: UnitBox | null;
  /** Of the box, in pixels of the decoded frame. */
  readonly heightPx: number | null;
  /** Small, and masked as the models saw it. */
  readonly pictureJpeg: Buffer;
};

/** Why there is no face, and the track that tells it, if there is one. */
export function explainTracks(
  seen: { readonly tracks: readonly CollectedTrack[]; readonly meanBrightness: number },
  animals: readonly CollectedTrack[],
): { reason: NoFaceReason; track: CollectedTrack | undefined } {
  const [animal] = animals;
  if (animal) return { reason: "animal", track: animal };
  const dropped = seen.tracks.filter(({ points }) => points.length >= MIN_TRACK_POINTS);
  const [track] = dropped.toSorted((a, b) => b.points.length - a.points.length);
  const best = track?.shots[0];
  return {
    reason: explainAbsence(best && reasonAgainst(best.quality), seen.meanBrightness),
    track,
  };
}

/** Long side of the picture, in pixels. Source: a phone of 390 px shows it twice as fine. */
const PICTURE_SIDE_PX = 800;

type ClipToShow = {
  readonly path: string;
  readonly masks: readonly UnitPolygon[];
  readonly signal: AbortSignal;
};

/** Decodes one moment once more. Undefined where a broken clip does not give it a second time. */
export async function showMoment(
  { path, masks, signal }: ClipToShow,
  media: ClipMedia,
  { atMs, detection, quality }: Pick<Shot, "atMs"> & Partial<Shot>,
): Promise<ClipMoment | undefined> {
  try {
    const frame = await frameAt(path, media, atMs, signal);
    applyMask(frame.data, maskSpans(masks, frame.width, frame.height));
    return {
      atMs,
      box: detection ? toUnitBox(detection.box, frame) : null,
      heightPx: quality?.heightPx ?? null,
      pictureJpeg: await encodeFrame(frame, PICTURE_SIDE_PX),
    };
  } catch (error) {
    if (error instanceof PermanentError) return undefined;
    throw error;
  }
}
