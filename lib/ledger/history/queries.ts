import { db } from "#lib/infra/db.ts";
import { readFrom } from "./patience.ts";

export type ComparedCamera = { id: string; householdId: string };

/** What comparing an account with Ring's history needs to know. */
export type Comparison = {
  cameras: (ComparedCamera & { deviceId: string })[];
  since: Date;
  /** Deliveries of the account lie unread in the inbox: what they tell of is not missing. */
  hasUnread: boolean;
};

/** Null for an account that Ring does not let us see. */
export async function comparisonOf(ringAccountId: string): Promise<Comparison | null> {
  const account = await db().ringAccount.findFirst({
    where: { id: ringAccountId, state: "linked" },
    include: {
      cameras: {
        where: { removedAt: null },
        select: { id: true, householdId: true, deviceId: true },
      },
    },
  });
  if (!account) return null;
  const unread = await db().webhookDelivery.findFirst({
    where: { ringAccountId: account.ringAccountId, outcome: null },
    select: { id: true },
  });
  return {
    cameras: account.cameras,
    since: readFrom(account.linkedAt, account.reconciledUntil),
    hasUnread: unread !== null,
  };
}
