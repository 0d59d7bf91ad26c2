import { db, type Transaction } from "#lib/infra/db.ts";
import { clockNamed } from "#messages/clock.ts";
import { DEFAULT_LOCALE, isLocale } from "#messages/locale.ts";
import type { Actor, HouseholdId } from "./types.ts";

/** Whether anybody has an account yet: a new installation has none. */
export const hasAccounts = async (tx: Pick<Transaction, "account"> = db()): Promise<boolean> =>
  (await tx.account.findFirst({ select: { id: true } })) !== null;

/** Proves a session: null when the account is gone, was signed out everywhere or has no household. */
export async function findActor(session: {
  accountId: string;
  sessionEpoch: number;
}): Promise<Actor | null> {
  const membership = await db().membership.findFirst({
    where: {
      accountId: session.accountId,
      account: { sessionEpoch: session.sessionEpoch },
    },
    include: { account: true, household: true },
    orderBy: { createdAt: "asc" },
  });
  if (!membership) return null;
  return {
    accountId: membership.accountId,
    householdId: membership.householdId as HouseholdId,
    role: membership.role,
    email: membership.account.email,
    displayName: membership.account.displayName,
    timeZone: membership.household.timeZone,
    locale: isLocale(membership.account.locale) ? membership.account.locale : DEFAULT_LOCALE,
    clock: clockNamed(membership.account.clock),
    reviewKeys: membership.account.reviewKeys,
  } as Actor;
}

/** IANA name of the zone that the household's days and hours are meant in. */
export async function householdTimeZone(
  householdId: string,
  tx: Pick<Transaction, "household"> = db(),
): Promise<string> {
  const where = { id: householdId };
  return (await tx.household.findUniqueOrThrow({ where, select: { timeZone: true } })).timeZone;
}
