import { z } from "zod";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { hashOf, receiptIdOf } from "./receipts/subject.ts";
import type { Erasure, ErasureCause, Receipt } from "./types.ts";

const DAY_MS = 24 * 3_600_000;

/** A camera that Ring removed before this is erased; one that comes back later starts anew. */
export const graceBefore = (now: Date) =>
  new Date(now.getTime() - env().RING_DEVICE_GRACE_DAYS * DAY_MS);

/**
 * Whether the event may still be worked on: it is there, and nothing that it belongs to is being
 * erased. [Note: Erasing beside running jobs] in commands.ts rests on it.
 */
export async function eventStands(eventId: string, now: Date): Promise<boolean> {
  const event = await db().event.findUnique({
    where: { id: eventId },
    select: { camera: { select: { removedAt: true, ringAccount: { select: { state: true } } } } },
  });
  if (!event || event.camera.ringAccount.state === "removed") return false;
  const { removedAt } = event.camera;
  return !removedAt || removedAt >= graceBefore(now);
}

/** The erasure of an account that was removed; null when it is not so, any more or at all. */
export async function accountErasure(id: string, cause: ErasureCause): Promise<Erasure | null> {
  const account = await db().ringAccount.findUnique({ where: { id, state: "removed" } });
  if (!account) return null;
  const { householdId, ringAccountId } = account;
  return { id, of: "account", householdId, subjectHash: hashOf(ringAccountId), cause };
}

/** The erasure of a camera whose grace is over; null when it came back or is gone. */
export async function cameraErasure(id: string, now: Date): Promise<Erasure | null> {
  const camera = await db().camera.findUnique({
    where: { id, removedAt: { lt: graceBefore(now) } },
  });
  if (!camera) return null;
  const { householdId, deviceId } = camera;
  const subjectHash = hashOf(deviceId);
  return { id, of: "camera", householdId, subjectHash, cause: "device-removed" };
}

/** The events of what is being erased. */
export const eventsOf = ({ id, of }: Erasure): Prisma.EventWhereInput =>
  of === "account" ? { camera: { ringAccountId: id } } : { cameraId: id };

/** At most this many events are erased together. */
const BATCH = 50;

/** Ids of events to erase, in order, after the one given. */
export async function eventsToErase(
  erasure: Erasure,
  after: string | undefined,
): Promise<string[]> {
  const events = await db().event.findMany({
    where: { ...eventsOf(erasure), ...(after && { id: { gt: after } }) },
    select: { id: true },
    orderBy: { id: "asc" },
    take: BATCH,
  });
  return events.map(({ id }) => id);
}

/** Ids of the cameras to erase. */
export async function camerasToErase({ id, of }: Erasure): Promise<string[]> {
  if (of === "camera") return [id];
  const cameras = await db().camera.findMany({ where: { ringAccountId: id } });
  return cameras.map((camera) => camera.id);
}

export const countsSchema = z.object({
  clips: z.number(),
  events: z.number(),
  faces: z.number(),
  people: z.number(),
  files: z.number(),
});

/** Older receipts are kept, and not shown. */
const SHOWN = 10;

/** The household's last erasures that have ended, the newest first. */
export async function listReceipts(actor: Actor): Promise<Receipt[]> {
  const { householdId } = actor;
  const [receipts, accounts, cameras, people] = await Promise.all([
    db().deletionReceipt.findMany({
      where: { householdId },
      orderBy: { erasedAt: "desc" },
      take: SHOWN,
    }),
    db().ringAccount.findMany({ where: { householdId }, select: { id: true } }),
    db().camera.findMany({ where: { householdId }, select: { id: true } }),
    db().person.findMany({
      where: { householdId, forgottenAt: { not: null } },
      select: { id: true },
    }),
  ]);
  const present = new Set([
    ...[...accounts, ...cameras].map(({ id }) => id),
    ...people.map(({ id }) => receiptIdOf(id)),
  ]);
  return receipts
    .filter(({ id }) => !present.has(id))
    .map(({ id, cause, counts, erasedAt }) => ({
      receiptId: id,
      cause: cause as ErasureCause,
      counts: countsSchema.parse(counts),
      erasedAt: erasedAt.toISOString(),
    }));
}
