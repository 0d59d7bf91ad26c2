import type { Actor } from "#lib/accounts/types.ts";
import { RANK } from "#lib/alerts/reasons.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { type Mail, sendsMail } from "#lib/infra/mail.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { NotificationDecision } from "#prisma/generated/client.ts";
import { dropNotification, takeForSending } from "../delivery/commands.ts";
import { pushTranslator } from "../translator.ts";
import { mailFor } from "./message.ts";

/** Says whether the member hears of Watchlist by e-mail as well. */
export async function setMailsWatchlist(actor: Actor, wanted: boolean): Promise<void> {
  const { householdId, accountId } = actor;
  await db().membership.update({
    where: { householdId_accountId: { householdId, accountId } },
    data: { mailsWatchlist: wanted },
  });
}

/**
 * Has a member written to who wants to hear of Watchlist by e-mail, once a visit. The household must be
 * locked.
 */
export async function mailSoon(
  tx: Transaction,
  { id: decisionId, householdId, accountId, visitId, rank }: NotificationDecision,
): Promise<void> {
  if (rank !== RANK.watchlist || !sendsMail()) return;
  const wanted = { householdId, accountId, mailsWatchlist: true };
  const hasBeenTold = { channel: "mail", decision: { visitId, accountId } } as const;
  if ((await tx.membership.count({ where: wanted })) === 0) return;
  if ((await tx.notification.count({ where: hasBeenTold })) > 0) return;
  const { id: notificationId } = await tx.notification.create({
    data: { householdId, decisionId, channel: "mail" },
  });
  await enqueue(tx, "send-mail", { notificationId });
}

/**
 * Takes an e-mail for sending; see [Note: At most once] in worker/tasks/send-notification.ts.
 *
 * @returns null when there is nothing to send: settled, not wanted any more, or already taken once
 */
export async function claimMail(
  notificationId: string,
  now: Date,
): Promise<{ to: string; mail: Mail } | null> {
  const claimed = await takeForSending(notificationId, now, async (tx, { decision }) => {
    if (!decision) return "unwanted";
    const { householdId, accountId, account } = decision;
    const member = await tx.membership.findUnique({
      where: { householdId_accountId: { householdId, accountId } },
    });
    if (!member?.mailsWatchlist) return "unwanted";
    const url = `${env().NEXTAUTH_URL}/events/${decision.eventId}`;
    const { email: to, locale } = account;
    return { to, mail: mailFor(decision, url, locale, pushTranslator(locale)) };
  });
  if (claimed !== "unwanted") return claimed;
  await dropNotification(notificationId, "Not wanted any more.", now);
  return null;
}
