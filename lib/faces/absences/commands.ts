import type { Transaction } from "#lib/infra/db.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { UnitBox } from "../types.ts";

/** The best moment of a recording without a face, its picture already in the store. */
export type SeenMoment = {
  pictureKey: string;
  /** Of what could not be used; null where nothing resembled a face. */
  box: UnitBox | null;
  /** Of the box, in pixels. */
  heightPx: number | null;
  /** Milliseconds from the start of the clip. */
  atMs: number;
};

/** Absences that a household keeps. Source: design.md, retention of what is kept to find out why. */
const KEPT = 20;

/**
 * Notes why an event's recording gave no face, in place of what an earlier look noted; beyond the
 * household's newest 20 the older ones go, with their pictures. The household must be locked.
 *
 * @param reason null where there is a face: then nothing is noted
 */
export async function recordAbsence(
  tx: Transaction,
  { id: eventId, householdId }: { id: string; householdId: string },
  reason: string | null,
  moment: SeenMoment | null,
): Promise<void> {
  const before = await tx.absence.findMany({ where: { eventId } });
  await tx.absence.deleteMany({ where: { eventId } });
  if (reason && moment)
    await tx.absence.create({
      data: {
        ...{ householdId, eventId, reason, pictureKey: moment.pictureKey },
        box: moment.box ?? Prisma.DbNull,
        heightPx: moment.heightPx && Math.round(moment.heightPx),
        atMs: Math.round(moment.atMs),
      },
    });
  const old = await tx.absence.findMany({
    where: { householdId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: KEPT,
  });
  await tx.absence.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } });
  await discardMoments(tx, householdId, [...before, ...old, reason ? null : moment]);
}

/** Deletes what is kept of why events' recordings gave no face, with its pictures. */
export async function discardAbsences(
  tx: Transaction,
  householdId: string,
  eventIds: readonly string[],
): Promise<void> {
  const where = { householdId, eventId: { in: [...eventIds] } };
  const absences = await tx.absence.findMany({ where });
  await tx.absence.deleteMany({ where });
  await discardMoments(tx, householdId, absences);
}

/** Has pictures removed from the store that nothing refers to any more; those in use stay. */
export async function discardMoments(
  tx: Transaction,
  householdId: string,
  moments: readonly (Pick<SeenMoment, "pictureKey"> | null)[],
): Promise<void> {
  const keys = moments.flatMap((moment) => moment?.pictureKey ?? []);
  if (keys.length > 0) await enqueue(tx, "delete-objects", { householdId, keys });
}
