import { db } from "#lib/infra/db.ts";
import { hashPassword } from "#lib/infra/password.ts";
import type { Locale } from "#messages/locale.ts";
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
        timeZone: input.timeZone,
      },
    });
    const membership =
      (await tx.membership.findFirst({ where: { accountId: account.id } })) ??
      (await tx.membership.create({
        data: {
          role: "owner",
          account: { connect: { id: account.id } },
          household: { create: { name: input.householdName } },
        },
      }));
    return membership.householdId as HouseholdId;
  });
}

/** Has pages, notifications and e-mails speak to the account in this language from now on. */
export async function setLocale({ accountId }: Actor, locale: Locale): Promise<void> {
  await db().account.update({ where: { id: accountId }, data: { locale } });
}
