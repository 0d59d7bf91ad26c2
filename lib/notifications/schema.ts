import { z } from "zod";
import { refusal } from "#lib/errors.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";

const base64url = z.string().regex(/^[\w-]+=*$/);
const endpoint = z.url().max(2048);

/** A browser's PushSubscription as JSON, with what the device calls itself. */
export const subscriptionSchema = z.object({
  endpoint,
  keys: z.object({ p256dh: base64url.max(128), auth: base64url.max(64) }),
  device: z.string().trim().min(1).max(80),
  /** The address that this one takes the place of. Without one somebody has switched the device on. */
  replaces: endpoint.optional(),
});

export type SubscriptionInput = z.infer<typeof subscriptionSchema>;

export const subscriptionIdSchema = z.object({ subscriptionId: z.uuid() });

/** By its address it cannot be had back: its browser has given that up. */
export const removeDeviceSchema = z.union([subscriptionIdSchema, z.object({ endpoint })]);

/** An empty name takes the name away. */
export const renameDeviceSchema = subscriptionIdSchema.extend({
  name: z
    .string()
    .trim()
    .max(MAX_NAME_LENGTH, refusal("nameTooLong"))
    .transform((name) => name || null)
    .nullable(),
});

export const mailsWatchlistSchema = z.object({ wanted: z.boolean() });

/** What a push service did instead of accepting a message. */
export const failureSchema = z.enum(["gone", "refused", "not-accepted", "unconfirmed"]).nullable();

export type DeviceFailure = NonNullable<z.infer<typeof failureSchema>>;
