import { AppError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { hashPassword } from "#lib/infra/password.ts";
import type { Clock } from "#messages/clock.ts";
import type { Locale } from "#messages/locale.ts";
import { hasAccounts } from "./queries.ts";
import type { FirstAccount } from "./schema.ts";
import type { Actor, HouseholdId } from "./types.ts";

/**
 * Makes a household with its owner, or returns the owner's first household when the e-mail is
 * already known (the password is then set to the one given).
 */
export async function ensureHousehold(input: {
  householdName: string;
  email: string;
  password: string;
  displayName: string;
  timeZone: string;
}): Promise<HouseholdId> {
  const passwordHash = await hashPassword(input.password);
  const email = input.email.trim().toLowerCase();
  return await db().$transaction(async (tx) => {
    const account = await tx.account.upsert({
      where: { email },
      update: { passwordHash },
      create: {
        email,
        passwordHash,
        displayName: input.displayName,
      },
    });
    const membership =
      (await tx.membership.findFirst({ where: { accountId: account.id } })) ??
      (await tx.membership.create({
        data: {
          role: "owner",
          account: { connect: { id: account.id } },
          household: { create: { name: input.householdName, timeZone: input.timeZone } },
        },
      }));
    return membership.householdId as HouseholdId;
  });
}

/**
 * Makes the first account of a new installation, and its household.
 *
 * @throws AppError forbidden once there is an account
 */
export async function makeFirstAccount(
  { householdName, timeZone, password, ...account }: FirstAccount,
  told: { locale: Locale; clock: Clock },
): Promise<void> {
  // Before a password is hashed, which takes long, for anybody who asks.
  if (await hasAccounts()) throw new AppError("forbidden", "accountsExist");
  const passwordHash = await hashPassword(password);
  const email = account.email.toLowerCase();
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`lock table accounts in share row exclusive mode`;
    if (await hasAccounts(tx)) throw new AppError("forbidden", "accountsExist");
    await tx.membership.create({
      data: {
        role: "owner",
        account: { create: { ...account, email, passwordHash, ...told } },
        household: { create: { name: householdName, timeZone } },
      },
    });
  });
}

/** Has pages and notifications tell times to the account by this clock from now on. */
export async function setClock({ accountId }: Actor, clock: Clock): Promise<void> {
  await db().account.update({ where: { id: accountId }, data: { clock } });
}

/** Has pages, notifications and e-mails speak to the account in this language from now on. */
export async function setLocale({ accountId }: Actor, locale: Locale): Promise<void> {
  await db().account.update({ where: { id: accountId }, data: { locale } });
}

/** Has the review listen to single letters for the account from now on, or not. */
export async function setReviewKeys({ accountId }: Actor, areOn: boolean): Promise<void> {
  await db().account.update({ where: { id: accountId }, data: { reviewKeys: areOn } });
}
