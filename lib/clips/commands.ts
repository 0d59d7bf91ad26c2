import { takeFrameSoon } from "#lib/cameras/frames/commands.ts";
import { closeEvent, improveOutcome } from "#lib/events/commands.ts";
import { urgencyOf } from "#lib/events/urgency.ts";
import { discardMoments, recordAbsence, type SeenMoment } from "#lib/faces/absences/commands.ts";
import { discardPictures, type IdentifyFaces, recordFaces } from "#lib/faces/commands.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import { lockHousehold, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { ClipMedia } from "./types.ts";

/** A recording in the store, as Ring described it. */
export type FetchedClip = {
  storageKey: string;
  bytes: number;
  /** Its true start. */
  startedAt: Date;
  /** Named by Ring for a partial one only; probing says it of every one. */
  durationMs: number | null;
  /** Ring gave less than was asked for. */
  isPartial: boolean;
};

/** Where an event's recording lies in the object store; a better one that replaces it lies beside it. */
export const clipKey = (
  householdId: string,
  eventId: string,
  attempt: "first" | "again" = "first",
) => `households/${householdId}/events/${eventId}/clip${attempt === "again" ? "-again" : ""}.mp4`;

/**
 * Notes that an event's clip is in the store, and enqueues its analysis. A second run changes nothing.
 *
 * @param endKnownAt when Ring's history may tell the event's end: a partial clip is then fetched again
 */
export async function recordClip(
  eventId: string,
  clip: FetchedClip,
  endKnownAt: Date,
  now: Date,
): Promise<void> {
  await transactLazily(async (tx) => {
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    const { count } = await tx.clip.createMany({
      data: [{ ...clip, eventId, householdId: event.householdId }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.event.update({ where: { id: eventId }, data: { mediaReadyAt: now } });
    await enqueueAnalysis(tx, eventId, urgencyOf(event));
    if (clip.isPartial) await enqueueRefetch(tx, eventId, endKnownAt);
    await announceChange(tx, event.householdId);
  });
}

const enqueueAnalysis = (tx: Transaction, eventId: string, priority: number) =>
  enqueue(tx, "analyse-clip", { eventId }, { key: `analyse:${eventId}`, priority });

const enqueueRefetch = (tx: Transaction, eventId: string, runAt: Date) =>
  enqueue(tx, "refetch-clip", { eventId }, { key: `refetch:${eventId}`, runAt, priority: 1 });

/**
 * Puts a recording that was fetched once more in the place of the partial one, and has it analysed.
 * That happens once an event; a second run changes nothing.
 *
 * @param clip null when what Ring has now is no better: the one that is there stays
 */
export async function replaceClip(
  eventId: string,
  clip: FetchedClip | null,
  now: Date,
): Promise<void> {
  await transactLazily(async (tx) => {
    const before = await tx.clip.findUniqueOrThrow({ where: { eventId } });
    const { count } = await tx.clip.updateMany({
      where: { eventId, refetchedAt: null, storageKey: { not: null } },
      data: { ...clip, refetchedAt: now },
    });
    if (count === 0 || !clip) return;
    const { householdId } = before;
    const keys = [before.storageKey ?? ""];
    await enqueue(tx, "delete-objects", { householdId, keys });
    await enqueueAnalysis(tx, eventId, 1);
    await announceChange(tx, householdId);
  });
}

export type SeenInClip = {
  /** The recording that was looked at. */
  storageKey: string;
  media: ClipMedia;
  faces: readonly SeenFace[];
  /** Given when there is no face. */
  noFaceReason: string | null;
  /** What shows it best. */
  moment?: SeenMoment | null;
};

/**
 * Writes what a clip showed: faces with their people, the clip's media facts and the event's outcome,
 * in one transaction. Faces of its stills, and of a shorter recording, give way to their like. A
 * second run changes nothing, and what was seen in a recording that was replaced since is dropped.
 */
export async function recordAnalysis(
  eventId: string,
  { storageKey, media, faces, noFaceReason, moment = null }: SeenInClip,
  identifyFaces: IdentifyFaces,
  now: () => Date,
): Promise<void> {
  await transactLazily(async (tx) => {
    const { householdId } = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    await lockHousehold(tx, householdId);
    const event = await tx.event.findUniqueOrThrow({
      where: { id: eventId },
      include: { clip: true, camera: true },
    });
    const isDone = event.outcome !== null && !event.clip?.refetchedAt;
    if (isDone || event.clip?.storageKey !== storageKey) {
      await discardMoments(tx, householdId, [moment]);
      return await discardPictures(tx, event, faces);
    }
    const { durationMs, width, height, codec, hasAudio } = media;
    await tx.clip.update({
      where: { eventId },
      data: { durationMs, width, height, codec, hasAudio },
    });
    await recordFaces(tx, event, "clip", faces, identifyFaces);
    // Somebody whom only a still has shown was seen all the same.
    const isSomebody = (await tx.face.count({ where: { eventId } })) > 0;
    const outcome = isSomebody ? "recognised" : "no_face";
    const reason = isSomebody ? null : noFaceReason;
    await recordAbsence(tx, event, reason, moment);
    if (event.outcome === null) await closeEvent(tx, event, outcome, reason, now());
    else await improveOutcome(tx, event, outcome, reason);
    if (event.camera.frameKey === null) await takeFrameSoon(tx, event.cameraId);
  });
}
