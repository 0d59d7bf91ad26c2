import { clearAlarm, raiseAlarm } from "#lib/alarms/commands.ts";
import type { AlarmSubject } from "#lib/alarms/types.ts";
import { db } from "#lib/infra/db.ts";
import { isLost } from "../reach.ts";

/** How long a device may ask again what became of something, by its key. */
const ANSWERS_KEPT_MS = 30 * 24 * 3_600_000;

/** How long a device that was removed can be had back. */
const REMOVED_KEPT_MS = 24 * 3_600_000;

/**
 * Tells the owners of every member who has devices of which none can be reached, and ends that where one
 * can, or where there is none to reach any more. Forgets devices that were removed a day ago, and old
 * answers to what devices have asked for.
 */
export async function tendDevices(now: Date): Promise<void> {
  const aDayAgo = new Date(now.getTime() - REMOVED_KEPT_MS);
  await db().subscription.deleteMany({ where: { removedAt: { lt: aDayAgo } } });
  const unreachable = await unreachableMembers(now);
  for (const alarm of unreachable) await db().$transaction((tx) => raiseAlarm(tx, alarm, now));
  const subjects = unreachable.map(({ subject }) => subject);
  const over = await db().alarm.findMany({
    where: { kind: "member_unreachable", clearedAt: null, subject: { notIn: subjects } },
  });
  for (const { householdId, kind, subject } of over)
    await db().$transaction((tx) => clearAlarm(tx, { householdId, kind, subject }, now));
  const before = new Date(now.getTime() - ANSWERS_KEPT_MS);
  await db().handledRequest.deleteMany({ where: { at: { lt: before } } });
}

async function unreachableMembers(now: Date): Promise<AlarmSubject[]> {
  const devices = await db().subscription.findMany({
    where: { removedAt: null },
    select: { householdId: true, accountId: true, goneAt: true, awaitingSince: true },
  });
  const byMember = Map.groupBy(devices, (each) => `${each.householdId} ${each.accountId}`);
  return [...byMember.values()].flatMap((own) => {
    const [{ householdId, accountId }] = own as [(typeof own)[number]];
    return own.every((device) => isLost(device, now))
      ? [{ householdId, kind: "member_unreachable" as const, subject: accountId }]
      : [];
  });
}
