import { db } from "#lib/infra/db.ts";

/** What fetching and analysing an event's clip need to know. */
export type ClipWork = {
  eventId: string;
  householdId: string;
  kind: "button_press" | "motion";
  occurredAt: Date;
  receivedAt: Date;
  /** Whether the event has its outcome already: then there is nothing left to do. */
  isClosed: boolean;
  deviceId: string;
  /** Our id of the Ring account, for its tokens. */
  ringAccountId: string;
  /** As stored with the camera; see `Camera.privacyZones`. */
  privacyZones: unknown;
  /** Null until the clip is in the store. */
  storageKey: string | null;
};

/** @throws when there is no such event. */
export async function clipWork(eventId: string): Promise<ClipWork> {
  const event = await db().event.findUniqueOrThrow({
    where: { id: eventId },
    include: { camera: true, clip: true },
  });
  return {
    eventId,
    householdId: event.householdId,
    kind: event.kind,
    occurredAt: event.occurredAt,
    receivedAt: event.receivedAt,
    isClosed: event.outcome !== null,
    deviceId: event.camera.deviceId,
    ringAccountId: event.camera.ringAccountId,
    privacyZones: event.camera.privacyZones,
    storageKey: event.clip?.storageKey ?? null,
  };
}
