"use server";
import { action } from "#app/_server/action.ts";
import { sendTestNotification } from "#lib/notifications/commands.ts";
import { subscriptionIdSchema } from "#lib/notifications/schema.ts";

export const sendTest = action(subscriptionIdSchema, (actor, { subscriptionId }) =>
  sendTestNotification(actor, subscriptionId),
);
