import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import type { Member } from "./types.ts";

/** The members of the actor's household, who came first first. */
export async function listMembers({ householdId, accountId, role }: Actor): Promise<Member[]> {
  const memberships = await db().membership.findMany({
    where: { householdId },
    include: { account: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return memberships.map(({ account, ...membership }) => ({
    accountId: account.id,
    displayName: account.displayName,
    role: membership.role,
    email: role === "owner" || account.id === accountId ? account.email : null,
    since: membership.createdAt.toISOString(),
  }));
}
