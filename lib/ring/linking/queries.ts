import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { db } from "#lib/infra/db.ts";

export type RingAccountSummary = {
  /** Our id. */
  ringAccountId: string;
  state: "awaiting" | "linked" | "needs_relink";
  cameraNames: string[];
};

/** The household's Ring accounts, oldest first, without those that were removed. */
export async function listRingAccounts(actor: Actor): Promise<RingAccountSummary[]> {
  const accounts = await db().ringAccount.findMany({
    where: { householdId: actor.householdId, state: { not: "removed" } },
    include: { cameras: { where: { removedAt: null }, orderBy: { name: "asc" } } },
    orderBy: { id: "asc" },
  });
  return accounts.map(({ id, state, cameras }) => ({
    ringAccountId: id,
    state: state as RingAccountSummary["state"],
    cameraNames: cameras.map(cameraName),
  }));
}

/** What the last steps of a link need; null when the account does not wait for them. */
export async function awaitingLink(
  ringAccountId: string,
): Promise<{ nonce: string | null; accountIdentifier: string } | null> {
  const account = await db().ringAccount.findFirst({
    where: { id: ringAccountId, state: "awaiting" },
  });
  return (
    account && {
      nonce: account.linkNonce,
      accountIdentifier: account.accountIdentifier ?? "",
    }
  );
}
