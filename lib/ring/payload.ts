/**
 * Ring's webhook body → ours. Total: any bytes give a notice, none throws.
 *
 * [Note: Tolerant fields] Ring's own pages disagree and live captures differ from both, so every
 * field is read alone and a wrong one costs only itself. Ids are opaque and never taken apart.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { type MotionClass, motionClasses } from "#lib/cameras/types.ts";
import type { DeliveryKeys, RingNotice } from "./types.ts";

/** Real ids have about 100 characters. NUL, which Postgres cannot store, is in none. */
const text = z
  .string()
  .min(1)
  .max(512)
  .refine((value) => !value.includes("\0"))
  .optional()
  .catch(undefined);

/** Epoch ms as a number or as a numeric string; within the range of a `Date`. */
const epochMs = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().positive().max(8.64e15))
  .optional()
  .catch(undefined);

/** Longer keys are hashed: a unique index in Postgres takes no more than 2704 bytes. */
const KEY_CAP_CHARS = 800;

const envelopeSchema = z.object({
  meta: z
    .object({ request_id: text, account_id: text, time: text })
    .catch({ request_id: undefined, account_id: undefined, time: undefined }),
  data: z
    .object({
      id: text,
      type: text,
      subType: text,
      sub_type: text,
      attributes: z
        .object({
          source: text,
          source_id: text,
          timestamp: epochMs,
          subType: text,
          sub_type: text,
        })
        .partial()
        .catch({}),
    })
    .partial()
    .catch({}),
});

type Envelope = z.infer<typeof envelopeSchema>;

/** Keys for the inbox. Never throws. */
export function deliveryKeys(body: Uint8Array): DeliveryKeys {
  const digest = sha256(body);
  const envelope = readEnvelope(body);
  if (typeof envelope === "string") {
    return { requestId: digest, semanticKey: digest, ringAccountId: null };
  }
  const { meta, data } = envelope;
  return {
    requestId: meta.request_id ?? digest,
    semanticKey: semanticKey(envelope) ?? data.id ?? digest,
    ringAccountId: meta.account_id ?? null,
  };
}

function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** account|type|source|timestamp; undefined unless the message names all but the account. */
function semanticKey({ meta, data }: Envelope): string | undefined {
  const { source, timestamp } = data.attributes ?? {};
  if (data.type === undefined || source === undefined || timestamp === undefined) return undefined;
  const key = [meta.account_id ?? "", data.type, source, timestamp].join("|");
  return key.length > KEY_CAP_CHARS ? sha256(key) : key;
}

/** The notice in a verified body. Never throws; what cannot be read is `unreadable`. */
export function parseNotice(body: Uint8Array): RingNotice {
  const { requestId, ringAccountId } = deliveryKeys(body);
  const envelope = readEnvelope(body);
  if (typeof envelope === "string") {
    const origin = { requestId, ringAccountId, sentAt: null };
    return { ...origin, about: "unreadable", why: envelope };
  }
  const sentAt = parseSentAt(envelope.meta.time);
  return toNotice({ requestId, ringAccountId, sentAt }, envelope);
}

type Origin = Pick<RingNotice, "requestId" | "ringAccountId" | "sentAt">;

function toNotice(origin: Origin, { data }: Envelope): RingNotice {
  const { type } = data;
  if (type === undefined) return { ...origin, about: "unreadable", why: "no-type" };
  const change = Object.hasOwn(CHANGES, type) ? CHANGES[type] : undefined;
  const timestamp = data.attributes?.timestamp;
  const occurredAt = timestamp === undefined ? null : new Date(timestamp);
  if (type === "motion_detected" || type === "button_press") {
    return cameraNotice(origin, data, occurredAt);
  }
  if (!change) return { ...origin, about: "other", type };
  if (change.about !== "device") return { ...origin, ...change, occurredAt } as RingNotice;
  const deviceId = data.attributes?.source;
  if (deviceId === undefined) return { ...origin, about: "unreadable", why: "no-device" };
  return { ...origin, ...change, deviceId, occurredAt };
}

const CHANGES: Record<
  string,
  | { about: "device"; change: "added" | "removed" | "online" | "offline" }
  | { about: "integration"; change: "added" | "removed" }
  | { about: "subscription"; change: "activated" | "deactivated" }
> = {
  device_added: { about: "device", change: "added" },
  device_removed: { about: "device", change: "removed" },
  device_online: { about: "device", change: "online" },
  device_offline: { about: "device", change: "offline" },
  app_integration_added: { about: "integration", change: "added" },
  app_integration_removed: { about: "integration", change: "removed" },
  subscription_activated: { about: "subscription", change: "activated" },
  subscription_deactivated: { about: "subscription", change: "deactivated" },
};

function cameraNotice(origin: Origin, data: Envelope["data"], occurredAt: Date | null): RingNotice {
  const deviceId = data.attributes?.source;
  if (deviceId === undefined) return { ...origin, about: "unreadable", why: "no-device" };
  if (occurredAt === null) return { ...origin, about: "unreadable", why: "no-time" };
  const press = data.type === "button_press";
  return {
    ...origin,
    about: "camera-event",
    kind: press ? "button_press" : "motion",
    motionClass: press ? null : motionClass(data),
    deviceId,
    occurredAt,
  };
}

/** Documented in two places and reported in two spellings; the attribute is the later report. */
function motionClass(data: Envelope["data"]): MotionClass | null {
  const { attributes } = data;
  const given = attributes?.sub_type ?? attributes?.subType ?? data.subType ?? data.sub_type;
  if (given === undefined) return null;
  return motionClasses.find((known) => known === given) ?? "unknown";
}

/** Ring sends nine digits of fraction, which strict ISO parsers refuse: three are kept. */
function parseSentAt(time: string | undefined): Date | null {
  const sentAt = new Date((time ?? "").replace(/(\.\d{3})\d+/, "$1"));
  return Number.isNaN(sentAt.getTime()) ? null : sentAt;
}

/** The envelope, or why there is none. */
function readEnvelope(body: Uint8Array): Envelope | "not-utf8" | "not-json" {
  let decoded: string;
  try {
    decoded = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return "not-utf8";
  }
  try {
    return envelopeSchema.parse(JSON.parse(decoded));
  } catch {
    return "not-json";
  }
}
