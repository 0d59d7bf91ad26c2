import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { sendsMail } from "#lib/infra/mail.ts";
import type { MailSetting } from "../types.ts";

/** Whether the member hears of Watchlist by e-mail, and whether this server can send any. */
export async function mailSetting(actor: Actor): Promise<MailSetting> {
  const { householdId, accountId, email } = actor;
  const { mailsWatchlist } = await db().membership.findUniqueOrThrow({
    where: { householdId_accountId: { householdId, accountId } },
  });
  return { email, wanted: mailsWatchlist, canSend: sendsMail() };
}
