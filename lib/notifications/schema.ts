import { z } from "zod";

const base64url = z.string().regex(/^[\w-]+=*$/);

/** A browser's PushSubscription as JSON, with what the device calls itself. */
export const subscriptionSchema = z.object({
  endpoint: z.url().max(2048),
  keys: z.object({ p256dh: base64url.max(128), auth: base64url.max(64) }),
  device: z.string().trim().min(1).max(80),
});

export type SubscriptionInput = z.infer<typeof subscriptionSchema>;

export const subscriptionIdSchema = z.object({ subscriptionId: z.uuid() });
