import { createHash } from "node:crypto";
import { db } from "#lib/infra/db.ts";
import { hashPassword, passwordMatches } from "#lib/infra/password.ts";

export type SignedIn = {
  accountId: string;
  email: string;
  displayName: string;
  sessionEpoch: number;
};

/**
 * How many passwords may be tried for one e-mail, and how long a failed one counts.
 * Source: NIST SP 800-63B 5.2.2 allows 100 in a row; these are 40 an hour, and a household that forgot
 * which password it was waits for a quarter of an hour.
 */
const MAX_TRIES = 10;
const COUNTS_FOR_MS = 15 * 60_000;

/**
 * Proves an e-mail and a password. "wrong" when the e-mail is not known or the password does not go with
 * it; both take the same time and count alike, so that nobody learns from outside who has an account.
 * "too-many" once too many have failed for this e-mail; then no password is looked at.
 */
export async function signIn(
  email: string,
  password: string,
  now: Date,
): Promise<SignedIn | "wrong" | "too-many"> {
  const address = email.trim().toLowerCase();
  const emailHash = createHash("sha256").update(address).digest();
  await db().signInTry.deleteMany({
    where: { at: { lte: new Date(now.getTime() - COUNTS_FOR_MS) } },
  });
  // Written before it is counted: of many at the same time no more get through than of one by one.
  const { id } = await db().signInTry.create({ data: { emailHash, at: now } });
  if ((await db().signInTry.count({ where: { emailHash } })) > MAX_TRIES) {
    await db().signInTry.deleteMany({ where: { id } });
    return "too-many";
  }
  const account = await verify(address, password);
  if (!account) return "wrong";
  await db().signInTry.deleteMany({ where: { emailHash } });
  return account;
}

let decoy: Promise<string> | undefined;

async function verify(email: string, password: string): Promise<SignedIn | null> {
  const account = await db().account.findUnique({ where: { email } });
  decoy ??= hashPassword("nobody");
  const passwordHash = account?.passwordHash ?? (await decoy);
  const matches = await passwordMatches(passwordHash, password);
  if (!account || !matches) return null;
  return {
    accountId: account.id,
    email: account.email,
    displayName: account.displayName,
    sessionEpoch: account.sessionEpoch,
  };
}
