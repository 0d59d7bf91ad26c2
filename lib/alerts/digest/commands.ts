import { householdTimeZone } from "#lib/accounts/queries.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { nextAt } from "../wall-time.ts";

type Member = { householdId: string; accountId: string };

/** Has what a member's rules keep for the digest sent at the member's next hour for it. */
export async function enqueueDigest(
  tx: Transaction,
  { householdId, accountId }: Member,
  digestAt: number,
  now: Date,
): Promise<void> {
  const runAt = nextAt(now, digestAt, await householdTimeZone(householdId, tx));
  const options = { key: `digest:${householdId}:${accountId}`, runAt };
  await enqueue(tx, "send-digest", { householdId, accountId }, options);
}

/** The member's hour may be another one now: what is kept already goes with it. */
export async function moveDigest(
  tx: Transaction,
  member: Member,
  digestAt: number,
  now: Date,
): Promise<void> {
  const kept = await tx.notificationDecision.findFirst({ where: isKept(member) });
  if (kept) await enqueueDigest(tx, member, digestAt, now);
}

/** Kept for the digest, and not told of otherwise since. */
const isKept = ({ householdId, accountId }: Member) =>
  ({
    ...{ householdId, accountId, reason: "rule-digest", digestId: null },
    visit: { decisions: { none: { accountId, notify: true } } },
  }) satisfies Prisma.NotificationDecisionWhereInput;

/**
 * Sends a member one message about all that was kept since the last one: the digest, its messages and
 * what it tells of are written together, so that another run finds nothing more to tell.
 */
export async function sendDigest(member: Member, now: Date): Promise<void> {
  const { householdId, accountId } = member;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const kept = await tx.notificationDecision.findMany({
      where: isKept(member),
      select: {
        id: true,
        event: {
          select: {
            decisions: { where: { accountId }, orderBy: { revision: "desc" }, take: 1 },
          },
        },
      },
    });
    const standing = kept.filter(({ id, event }) => event.decisions[0]?.id === id);
    if (standing.length === 0) return;
    const { id: digestId } = await tx.digest.create({
      data: { householdId, accountId, sentAt: now },
    });
    await tx.notificationDecision.updateMany({
      where: { id: { in: standing.map(({ id }) => id) } },
      data: { digestId },
    });
    const devices = await tx.subscription.findMany({
      where: { householdId, accountId, goneAt: null, removedAt: null },
    });
    for (const { id: subscriptionId } of devices) {
      const { id: notificationId } = await tx.notification.create({
        data: { householdId, digestId, subscriptionId },
      });
      await enqueue(tx, "send-notification", { notificationId }, { priority: -3 });
    }
  });
}
