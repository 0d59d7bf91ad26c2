import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { db } from "#lib/infra/db.ts";

export type RingAccountSummary = {
  /** Our id. */
  ringAccountId: string;
  /** `removed`: disconnected, and being erased. */
  state: "awaiting" | "linked" | "needs_relink" | "removed";
  cameraNames: string[];
};

/** The household's Ring accounts, oldest first. One that was removed is there until it is erased. */
export async function listRingAccounts(actor: Actor): Promise<RingAccountSummary[]> {
  const accounts = await db().ringAccount.findMany({
    where: { householdId: actor.householdId },
    include: { cameras: { where: { removedAt: null }, orderBy: { name: "asc" } } },
    orderBy: { id: "asc" },
  });
  return accounts.map(({ id, state, cameras }) => ({
    ringAccountId: id,
    state,
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
