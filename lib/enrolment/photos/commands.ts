import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { store } from "#lib/infra/store.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { type PhotoPlace, uploadKey } from "../keys.ts";
import { MAX_PHOTOS, MAX_WAITING_PHOTOS } from "../limits.ts";
import { pictureKind } from "../picture-kind.ts";
import { openEnrolment } from "../queries.ts";
import type { FoundFace } from "../schema.ts";
import type { PhotoProblem } from "../types.ts";

type PhotoId = { enrolmentId: string; photoId: string };

/**
 * Stores a photograph and has it looked at. Once this has returned, it is not lost; sent again under the
 * same id, it is there once.
 *
 * The row comes before the file: it is what tells where files may lie.
 *
 * @throws AppError invalid for what is no picture; not-found; conflict when there are enough of them, or
 * too many that wait
 */
export async function receivePhoto(
  actor: Actor,
  photo: PhotoId,
  bytes: Uint8Array,
  now: Date,
): Promise<void> {
  const kind = pictureKind(bytes);
  if (kind === "heic") throw new AppError("invalid", "photoHeic");
  if (!kind) throw new AppError("invalid", "photoOfNoKind");
  const { householdId } = actor;
  const isAwaited = await db().$transaction((tx) => admit(tx, actor, photo, now));
  if (!isAwaited) return;
  const key = uploadKey({ householdId, ...photo });
  await store().put(key, Buffer.from(bytes), `image/${kind}`);
  const isThere = await db().$transaction((tx) => takeIn(tx, householdId, photo, now));
  if (!isThere) await store().delete(key);
}

/** Whether its file is still wanted: it is not there yet. */
async function admit(
  tx: Transaction,
  actor: Actor,
  { enrolmentId, photoId: id }: PhotoId,
  now: Date,
): Promise<boolean> {
  const { householdId } = actor;
  await lockHousehold(tx, householdId);
  const { outcome, cameraId } = await openEnrolment(tx, actor, enrolmentId);
  if (outcome || cameraId) throw new AppError("conflict", "photosNotAwaited");
  const known = await tx.enrolmentPhoto.findUnique({ where: { id } });
  if (known && known.enrolmentId !== enrolmentId) throw new AppError("conflict", "photoOfAnother");
  if (known) return known.arrivedAt === null;
  if ((await tx.enrolmentPhoto.count({ where: { enrolmentId } })) >= MAX_PHOTOS)
    throw new AppError("conflict", "photosEnough", { values: { most: MAX_PHOTOS } });
  const waiting = await tx.enrolmentPhoto.count({ where: { householdId, lookedAt: null } });
  if (waiting >= MAX_WAITING_PHOTOS) throw new AppError("conflict", "photosWaiting");
  await tx.enrolmentPhoto.create({ data: { id, householdId, enrolmentId, createdAt: now } });
  return true;
}

/** @returns false when it is not wanted any more */
async function takeIn(
  tx: Transaction,
  householdId: string,
  { enrolmentId, photoId }: PhotoId,
  arrivedAt: Date,
): Promise<boolean> {
  const { count } = await tx.enrolmentPhoto.updateMany({
    where: { id: photoId, enrolmentId, arrivedAt: null },
    data: { arrivedAt },
  });
  if (count > 0) {
    await enqueue(tx, "look-at-photo", { householdId, enrolmentId, photoId });
    await announceChange(tx, householdId);
  }
  return (await tx.enrolmentPhoto.count({ where: { id: photoId } })) > 0;
}

/** Takes a photograph away again, with all that was found in it. */
export async function removePhoto(actor: Actor, { enrolmentId, photoId }: PhotoId): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, actor.householdId);
    await openEnrolment(tx, actor, enrolmentId);
    await discardPhotos(tx, { householdId: actor.householdId, enrolmentId }, [photoId]);
    await announceChange(tx, actor.householdId);
  });
}

/** Deletes photographs, and has their job delete what lies in the store. What became a face stays. */
export async function discardPhotos(
  tx: Transaction,
  { householdId, enrolmentId }: Omit<PhotoPlace, "photoId">,
  photoIds?: readonly string[],
): Promise<void> {
  const where = { enrolmentId, ...(photoIds && { id: { in: [...photoIds] } }) };
  const photos = await tx.enrolmentPhoto.findMany({ where });
  await tx.enrolmentPhoto.deleteMany({ where });
  for (const { id: photoId } of photos)
    await enqueue(tx, "look-at-photo", { householdId, enrolmentId, photoId });
}

/** Deletes enrolments with their photographs. */
export async function discardEnrolments(
  tx: Transaction,
  where: Prisma.EnrolmentWhereInput & { householdId: string },
): Promise<void> {
  const enrolments = await tx.enrolment.findMany({ where, select: { id: true } });
  for (const { id: enrolmentId } of enrolments)
    await discardPhotos(tx, { householdId: where.householdId, enrolmentId });
  await tx.enrolment.deleteMany({ where: { id: { in: enrolments.map(({ id }) => id) } } });
}

/** What a look at a photograph has shown. */
export type PhotoLook = { problem: PhotoProblem | null; faces: readonly FoundFace[] };

/** Writes what a photograph shows, once. */
export async function recordLook(
  { householdId, photoId }: PhotoPlace,
  { problem, faces }: PhotoLook,
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.enrolmentPhoto.updateMany({
      where: { id: photoId, householdId, lookedAt: null },
      data: { lookedAt: now, problem, faces: [...faces] },
    });
    await announceChange(tx, householdId);
  });
}
