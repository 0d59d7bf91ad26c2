import { db } from "#lib/infra/db.ts";

/** Our account behind Ring's id, unless it was removed; null otherwise. */
export async function linkedAccount(
  ringAccountId: string,
): Promise<{ id: string; ringAccountId: string } | null> {
  return await db().ringAccount.findFirst({
    where: { ringAccountId, state: { not: "removed" } },
    select: { id: true, ringAccountId: true },
  });
}
