import { closeEvent } from "#lib/events/commands.ts";
import { urgencyOf } from "#lib/events/urgency.ts";
import type { Identification } from "#lib/faces/identification.ts";
import type { Embedding, FaceAngle, UnitBox, UnitVector } from "#lib/faces/types.ts";
import { toBytes } from "#lib/faces/vector-bytes.ts";
import { lockHousehold, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { ClipMedia } from "./types.ts";

export type FetchedClip = { storageKey: string; bytes: number; startedAt: Date };

/** Where an event's recording lies in the object store. */
export const clipKey = (householdId: string, eventId: string) =>
  `households/${householdId}/events/${eventId}/clip.mp4`;

/** Notes that an event's clip is in the store, and enqueues its analysis. A second run changes nothing. */
export async function recordClip(eventId: string, clip: FetchedClip, now: Date): Promise<void> {
  await transactLazily(async (tx) => {
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    const { count } = await tx.clip.createMany({
      data: [{ ...clip, eventId, householdId: event.householdId }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.event.update({ where: { id: eventId }, data: { mediaReadyAt: now } });
    const options = { key: `analyse:${eventId}`, priority: urgencyOf(event) };
    await enqueue(tx, "analyse-clip", { eventId }, options);
    await announceChange(tx, event.householdId);
  });
}

/** A face of a clip, its pictures already in the store. Times in ms from the clip's start. */
export type SeenFace = {
  cropKey: string;
  alignedKey: string;
  atMs: number;
  box: UnitBox;
  track: readonly { atMs: number; box: UnitBox }[];
  /** 0..1. */
  quality: number;
  heightPx: number;
  angle: FaceAngle;
  /** The detector's, 0..1. */
  score: number;
  embeddings: readonly Embedding[];
  fused: UnitVector;
};

export type SeenInClip = {
  media: ClipMedia;
  faces: readonly SeenFace[];
  /** Given when there is no face. */
  noFaceReason: string | null;
};

/**
 * Says who the faces are, in their order, by the household's gallery as this transaction sees it.
 * Runs under the household's lock.
 */
export type IdentifyFaces = (
  tx: Transaction,
  householdId: string,
  faces: readonly SeenFace[],
) => Promise<Identification[]>;

/**
 * Writes what a clip showed: faces with their people (known, or new and unknown), the clip's media
 * facts and the event's outcome, in one transaction. A second run changes nothing.
 */
export async function recordAnalysis(
  eventId: string,
  seen: SeenInClip,
  identifyFaces: IdentifyFaces,
  now: Date,
): Promise<void> {
  await transactLazily(async (tx) => {
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    await lockHousehold(tx, event.householdId);
    const outcome = seen.faces.length > 0 ? "recognised" : "no_face";
    if (!(await closeEvent(tx, event, outcome, seen.noFaceReason, now))) return;
    const { durationMs, width, height, codec, hasAudio } = seen.media;
    await tx.clip.update({
      where: { eventId },
      data: { durationMs, width, height, codec, hasAudio },
    });
    const identifications = await identifyFaces(tx, event.householdId, seen.faces);
    for (const [index, face] of seen.faces.entries()) {
      const identification = identifications[index] ?? { outcome: "unknown", best: undefined };
      await recordFace(tx, event, face, identification);
    }
  });
}

const angleColumn = { front: "front", "half-profile": "half_profile", profile: "profile" } as const;

async function recordFace(
  tx: Transaction,
  event: { id: string; householdId: string },
  face: SeenFace,
  identification: Identification,
): Promise<void> {
  const { householdId } = event;
  const personId =
    identification.outcome === "named" ? identification.personId : await newPerson(tx, householdId);
  const best = identification.outcome === "unknown" ? identification.best : identification;
  const { id: faceId } = await tx.face.create({
    data: {
      householdId,
      eventId: event.id,
      personId,
      match: identification.outcome,
      similarity: best?.similarity ?? null,
      suggestedPersonId: identification.outcome === "ask" ? identification.personId : null,
      cropKey: face.cropKey,
      alignedKey: face.alignedKey,
      atMs: Math.round(face.atMs),
      box: face.box,
      track: face.track.map(({ atMs, box }) => ({ atMs: Math.round(atMs), box })),
      quality: face.quality,
      heightPx: Math.round(face.heightPx),
      angle: angleColumn[face.angle],
      detectionScore: face.score,
    },
  });
  for (const { embedder, version, vector } of face.embeddings) {
    await tx.embedding.create({
      data: { householdId, faceId, embedder, version, vector: toBytes(vector) },
    });
  }
}

/** Unknown people are people: somebody not recognised gets a row of their own. */
async function newPerson(tx: Transaction, householdId: string): Promise<string> {
  const { id: personId } = await tx.person.create({ data: { householdId } });
  await tx.identityEntry.create({
    data: { householdId, personId, act: "recognise", before: {}, after: { category: "unknown" } },
  });
  return personId;
}
