import type { Actor } from "#lib/accounts/types.ts";
import { AppError, PermanentError } from "#lib/errors.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { bundlesEndBefore } from "./queries.ts";

/** Where a bundle lies. It follows from what its job is given, so that a file without a row is found. */
export const bundleKey = (householdId: string, bundleId: string) =>
  `households/${householdId}/bundles/${bundleId}.zip`;

/**
 * Has a visit's recordings made into a bundle in which everybody but the chosen people is blurred.
 *
 * @throws AppError not-found; invalid when somebody chosen was not seen in it; conflict while another
 * bundle of the household is being made, or when there is no recording
 */
export async function startBundle(
  actor: Actor,
  order: { visitId: string; personIds: readonly string[]; withSound: boolean },
  now: Date,
): Promise<{ bundleId: string }> {
  const { householdId, accountId, locale } = actor;
  const { visitId, withSound } = order;
  const personIds = [...new Set(order.personIds)];
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    await requireVisit(tx, householdId, visitId, personIds);
    const underWay = { householdId, storageKey: null, failure: null };
    if ((await tx.evidenceBundle.count({ where: underWay })) > 0)
      throw new AppError("conflict", "anotherBundle");
    const { id } = await tx.evidenceBundle.create({
      data: { householdId, visitId, personIds, withSound, locale, createdAt: now },
    });
    const detail = { visitId, personIds, withSound };
    await tx.auditEntry.create({
      data: { householdId, accountId, act: "bundle.make", subject: id, detail },
    });
    await enqueue(tx, "make-bundle", { householdId, bundleId: id });
    await announceChange(tx, householdId);
    return { bundleId: id };
  });
}

async function requireVisit(
  tx: Transaction,
  householdId: string,
  visitId: string,
  personIds: readonly string[],
): Promise<void> {
  const visit = await tx.visit.findUnique({ where: { id: visitId, householdId } });
  if (!visit) throw new AppError("not-found", "visitGone");
  const clips = await tx.clip.count({
    where: { householdId, event: { visitId }, storageKey: { not: null } },
  });
  if (clips === 0) throw new AppError("conflict", "nothingToShare");
  const seen = await tx.person.count({
    where: {
      ...{ id: { in: [...personIds] }, householdId, forgottenAt: null },
      faces: { some: { isFace: true, event: { visitId } } },
    },
  });
  if (seen < personIds.length) throw new AppError("invalid", "chosenNotInVisit");
}

/**
 * The file of a bundle, for whoever downloads it, which is noted.
 *
 * @throws AppError not-found, also for one that is not ready, whose day is over or of another household
 */
export async function handOutBundle(
  { householdId, accountId }: Actor,
  bundleId: string,
  now: Date,
): Promise<{ storageKey: string; fileName: string }> {
  const bundle = await db().evidenceBundle.findUnique({
    where: { id: bundleId, householdId, createdAt: { gt: bundlesEndBefore(now) } },
    include: { visit: true },
  });
  if (!bundle?.storageKey) throw new AppError("not-found", "bundleGone");
  await db().auditEntry.create({
    data: { householdId, accountId, act: "bundle.download", subject: bundleId },
  });
  const at = bundle.visit.startedAt.toISOString().slice(0, 16).replaceAll(":", "-");
  return { storageKey: bundle.storageKey, fileName: `kith-visit-${at}Z.zip` };
}

/**
 * Deletes a bundle before its day is over, also while it is being made.
 *
 * @throws AppError not-found, also for another household's
 */
export async function deleteBundle(
  { householdId, accountId }: Actor,
  bundleId: string,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const where = { id: bundleId, householdId };
    if ((await tx.evidenceBundle.count({ where })) === 0)
      throw new AppError("not-found", "bundleGone");
    await discardBundles(tx, where);
    await tx.auditEntry.create({
      data: { householdId, accountId, act: "bundle.delete", subject: bundleId },
    });
    await announceChange(tx, householdId);
  });
}

/**
 * Notes how far a bundle is, 0..1, for whoever waits for it.
 *
 * @throws PermanentError when it was deleted: nobody waits any more
 */
export async function recordProgress(
  { bundleId, householdId }: { bundleId: string; householdId: string },
  progress: number,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const where = { id: bundleId };
    const { count } = await tx.evidenceBundle.updateMany({ where, data: { progress } });
    if (count === 0) throw new PermanentError("bundle-gone", "The bundle was deleted.");
    await announceChange(tx, householdId);
  });
}

/** Writes that the file is there. */
export async function finishBundle(
  { bundleId, householdId }: { bundleId: string; householdId: string },
  file: { storageKey: string; bytes: number },
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.evidenceBundle.updateMany({
      where: { id: bundleId, failure: null },
      data: { ...file, progress: 1 },
    });
    await announceChange(tx, householdId);
  });
}

/** Writes why there is no file. It has to be deleted, should there be one. */
export async function failBundle(
  { bundleId, householdId }: { bundleId: string; householdId: string },
  failure: string,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.evidenceBundle.updateMany({
      where: { id: bundleId },
      data: { failure, storageKey: null, bytes: null },
    });
    await announceChange(tx, householdId);
  });
}

/** Deletes bundles, and has their files deleted. One that is being made is deleted by its job. */
export async function discardBundles(
  tx: Transaction,
  where: Prisma.EvidenceBundleWhereInput & { householdId: string },
): Promise<void> {
  const bundles = await tx.evidenceBundle.findMany({
    where,
    select: { id: true, storageKey: true },
  });
  await tx.evidenceBundle.deleteMany({ where: { id: { in: bundles.map(({ id }) => id) } } });
  const keys = bundles.flatMap(({ storageKey }) => storageKey ?? []);
  const { householdId } = where;
  if (keys.length > 0) await enqueue(tx, "delete-objects", { householdId, keys });
}

/** Deletes every bundle whose day is over. */
export async function tidyBundles(now: Date): Promise<void> {
  const ended = { createdAt: { lte: bundlesEndBefore(now) } };
  const households = await db().evidenceBundle.findMany({
    where: ended,
    distinct: ["householdId"],
    select: { householdId: true },
  });
  for (const { householdId } of households)
    await db().$transaction(async (tx) => {
      await discardBundles(tx, { householdId, ...ended });
      await announceChange(tx, householdId);
    });
}
