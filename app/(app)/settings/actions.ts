"use server";
import { action } from "#app/_server/action.ts";
import { sendTestNotification } from "#lib/notifications/commands.ts";
import { subscriptionIdSchema } from "#lib/notifications/schema.ts";
import { disconnectRingAccount } from "#lib/ring/leaving/commands.ts";
import { retryLink } from "#lib/ring/linking/commands.ts";
import { ringAccountIdSchema } from "#lib/ring/linking/schema.ts";

export const sendTest = action(subscriptionIdSchema, (actor, { subscriptionId }) =>
  sendTestNotification(actor, subscriptionId),
);

export const retryRingLink = action(ringAccountIdSchema, (actor, { ringAccountId }) =>
  retryLink(actor, ringAccountId),
);

export const disconnectRing = action(ringAccountIdSchema, (actor, { ringAccountId }) =>
  disconnectRingAccount(actor, ringAccountId, new Date()),
);
