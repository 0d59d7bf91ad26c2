import { db } from "#lib/infra/db.ts";
import type { Clip } from "#prisma/generated/client.ts";
import { wantsStills } from "./stills/wanted.ts";

/** What fetching and analysing an event's clip and stills need to know. */
export type ClipWork = {
  eventId: string;
  householdId: string;
  /** By which the household decides, and which is to take over. */
  embedderSet: string;
  nextEmbedderSet: string | null;
  kind: "button_press" | "motion";
  occurredAt: Date;
  receivedAt: Date;
  /** From Ring's history, once it has told. */
  endedAt: Date | null;
  /** Whether the event has its outcome already. */
  isClosed: boolean;
  /** Whether a still may yet tell something: no recording has been looked at. */
  wantsStills: boolean;
  deviceId: string;
  /** Our id of the Ring account, for its tokens. */
  ringAccountId: string;
  /** As stored with the camera; see `Camera.privacyZones`. */
  privacyZones: unknown;
  /** Null until the clip is in the store, and again once it is no longer kept. */
  storageKey: string | null;
  /** Whether its time is over: it is not fetched again. */
  isOver: boolean;
  /** Ring gave less than was asked for, up to here. Null: all of it. */
  endsEarlyAt: Date | null;
  /** Whether it has been fetched once more. */
  isRefetched: boolean;
};

/** @throws when there is no such event. */
export async function clipWork(eventId: string): Promise<ClipWork> {
  const event = await db().event.findUniqueOrThrow({
    where: { id: eventId },
    include: { camera: true, clip: true, household: true },
  });
  return {
    eventId,
    householdId: event.householdId,
    embedderSet: event.household.embedderSet,
    nextEmbedderSet: event.household.nextEmbedderSet,
    kind: event.kind,
    occurredAt: event.occurredAt,
    receivedAt: event.receivedAt,
    endedAt: event.endedAt,
    isClosed: event.outcome !== null,
    wantsStills: wantsStills(event.outcome),
    deviceId: event.camera.deviceId,
    ringAccountId: event.camera.ringAccountId,
    privacyZones: event.camera.privacyZones,
    storageKey: event.clip?.storageKey ?? null,
    isOver: event.clip?.anonymisedAt != null,
    endsEarlyAt: event.clip && endsEarlyAt(event.clip),
    isRefetched: event.clip?.refetchedAt != null,
  };
}

function endsEarlyAt({ isPartial, startedAt, durationMs }: Clip): Date | null {
  return isPartial ? new Date(startedAt.getTime() + (durationMs ?? 0)) : null;
}

/** Those of the store's keys that a row of the household refers to. */
export async function keysInUse(
  householdId: string,
  keys: readonly string[],
): Promise<Set<string>> {
  const among = { in: [...keys] };
  const [faces, clips, absences] = await Promise.all([
    db().face.findMany({
      where: { householdId, OR: [{ cropKey: among }, { alignedKey: among }] },
      select: { cropKey: true, alignedKey: true },
    }),
    db().clip.findMany({
      where: { householdId, storageKey: among },
      select: { storageKey: true },
    }),
    db().absence.findMany({ where: { householdId, pictureKey: among } }),
  ]);
  const used = [
    ...faces.flatMap(({ cropKey, alignedKey }) => [cropKey, alignedKey]),
    ...clips.map(({ storageKey }) => storageKey),
    ...absences.map(({ pictureKey }) => pictureKey),
  ];
  return new Set(used.filter((key) => key !== null));
}

/** Whether any face's pictures have keys that begin so. */
export async function hasFacesUnder(householdId: string, prefix: string): Promise<boolean> {
  const where = { householdId, cropKey: { startsWith: prefix } };
  return (await db().face.count({ where })) > 0;
}
