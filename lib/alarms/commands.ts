import { lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { AlarmSubject } from "./types.ts";

/**
 * Tells the owners, on every device, of a trouble that only they can mend. While it is open it is not
 * told again.
 *
 * @returns false when it was open already.
 */
export async function raiseAlarm(
  tx: Transaction,
  alarm: AlarmSubject,
  raisedAt: Date,
): Promise<boolean> {
  const { householdId } = alarm;
  await lockHousehold(tx, householdId);
  if (await tx.alarm.findFirst({ where: { ...alarm, clearedAt: null } })) return false;
  const { id: alarmId } = await tx.alarm.create({ data: { ...alarm, raisedAt } });
  const owners = await tx.membership.findMany({ where: { householdId, role: "owner" } });
  const devices = await tx.subscription.findMany({
    where: {
      householdId,
      ...{ goneAt: null, removedAt: null },
      accountId: { in: owners.map(({ accountId }) => accountId) },
    },
  });
  for (const { id: subscriptionId } of devices) {
    const data = { householdId, alarmId, subscriptionId };
    const { id: notificationId } = await tx.notification.create({ data });
    await enqueue(tx, "send-notification", { notificationId }, { priority: -3 });
  }
  await announceChange(tx, householdId);
  return true;
}

/** The trouble is over; that it was is kept. Clearing what is not open changes nothing. */
export async function clearAlarm(
  tx: Transaction,
  alarm: AlarmSubject,
  clearedAt: Date,
): Promise<void> {
  const { count } = await tx.alarm.updateMany({
    where: { ...alarm, clearedAt: null },
    data: { clearedAt },
  });
  if (count > 0) await announceChange(tx, alarm.householdId);
}
