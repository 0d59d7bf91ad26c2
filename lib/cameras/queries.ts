import { householdTimeZone } from "#lib/accounts/queries.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import type { Camera } from "#prisma/generated/client.ts";
import { cameraName } from "./name.ts";
import { zonesSchema } from "./schema.ts";
import type { ActiveHours, CameraSummary } from "./types.ts";
import { type CameraOffReason, rulesBefore, type WatchRules, whyNotWatched } from "./watching.ts";

/** What the audit calls a change of a camera's settings. */
export const CAMERA_CHANGE = "camera.change";

/** The household's cameras by name, without those that Ring no longer lists. */
export async function listCameras(actor: Actor): Promise<CameraSummary[]> {
  const cameras = await db().camera.findMany({
    where: { householdId: actor.householdId, removedAt: null },
    orderBy: { id: "asc" },
  });
  return cameras.map(summaryOf).sort((a, b) => a.name.localeCompare(b.name));
}

function summaryOf(camera: Camera): CameraSummary {
  const { name: ringName, ownName, kind, online, enabled, country, state, frameKey } = camera;
  return {
    cameraId: camera.id,
    name: cameraName(camera),
    ringName,
    ownName,
    kind,
    chosenKind: camera.kindIsChosen ? kind : null,
    online,
    enabled,
    hours: hoursOf(camera),
    ignoredClasses: camera.ignoredClasses as CameraSummary["ignoredClasses"],
    country,
    state,
    privacyZones: zonesSchema.parse(camera.privacyZones),
    motionZones: zonesSchema.parse(camera.motionZones),
    frameUrl: frameKey && mediaUrl(frameKey),
  };
}

function hoursOf({ activeFrom, activeUntil }: Camera): ActiveHours | null {
  return activeFrom === null || activeUntil === null
    ? null
    : { from: activeFrom, until: activeUntil };
}

/** @throws AppError not-found, also for a camera of another household or one that Ring no longer lists. */
export async function ownCamera(
  tx: Transaction,
  { householdId }: Actor,
  cameraId: string,
): Promise<Camera> {
  const camera = await tx.camera.findUnique({
    where: { id: cameraId, householdId, removedAt: null },
  });
  if (!camera) throw new AppError("not-found", "cameraGone");
  return camera;
}

/** @throws AppError not-found, as `ownCamera` */
export async function requireCamera(actor: Actor, cameraId: string): Promise<void> {
  await ownCamera(db(), actor, cameraId);
}

/** A camera as far as it decides what is looked at. */
export type RuledCamera = WatchRules & { id: string; householdId: string; removedAt: Date | null };

/**
 * Why an event is not looked at, by how its camera was set at the event's own time, however late the
 * event is told of; null when it is looked at.
 */
export async function whyCameraOff(
  tx: Transaction,
  camera: RuledCamera,
  event: Parameters<typeof whyNotWatched>[1],
): Promise<CameraOffReason | null> {
  const { householdId } = camera;
  const changes = await tx.auditEntry.findMany({
    where: { householdId, act: CAMERA_CHANGE, subject: camera.id, at: { gt: event.occurredAt } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  const rules = rulesBefore(
    camera,
    changes.map(({ detail }) => detail),
  );
  const isRemoved = camera.removedAt !== null;
  const zone = await householdTimeZone(householdId, tx);
  return whyNotWatched(rules, event, zone) ?? (isRemoved ? "removed" : null);
}
