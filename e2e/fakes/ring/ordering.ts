/** Events and news, as the control plane may ask for them. The only place that makes them. */
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { probeLengthMs } from "./ffmpeg.ts";
import { drawFate, type Fate, WITHHELD } from "./rates.ts";
import { eventBody, lifecycleBody, STAMP_DELAY_MS, SUB_TYPE_PLACES } from "./webhook-body.ts";
import type { SendOptions, Webhooks } from "./webhooks.ts";
import {
  type CameraEvent,
  type Device,
  deviceOf,
  findDevice,
  nextUuid,
  RECORDING_STATES,
  type Recording,
  type World,
} from "./world.ts";

export const RECORDINGS_FOLDER = path.join(import.meta.dirname, "recordings");

/** How long before its event a recording starts, as Ring's pre-roll does. */
const PRE_ROLL_MS = 2_000;

export const eventSchema = z.object({
  /** Id or name of a device. */
  device: z.string(),
  type: z.enum(["button_press", "motion_detected"]).default("motion_detected"),
  /** Motion class on the wire, any text; null leaves it out. */
  class: z.string().nullable().optional(),
  /** Epoch ms of the event; now unless given. */
  at: z.number().optional(),
  /** Milliseconds; the whole media file unless given. A file that is no video needs it, to be served as it is. */
  duration: z.number().positive().optional(),
  /** Name in `recordings/` (with or without .mp4), a path, or null for a household without a plan. */
  media: z.string().nullable().default("anna-day"),
  recordingDelayMs: z.number().nonnegative().optional(),
  imageDelayMs: z.number().nonnegative().optional(),
  recordingState: z.enum(RECORDING_STATES).default("sound"),
  /** Whether what there is so far can be fetched before the recording has ended. */
  isServedWhileRecording: z.boolean().default(false),
  /** Contract milliseconds before the webhook leaves. */
  webhookDelayMs: z.number().nonnegative().default(0),
  /** Extra deliveries: under the same request id, or a new one each. */
  duplicate: z
    .object({
      copies: z.number().int().positive(),
      newRequestId: z.boolean().default(false),
      /** Contract ms by which the copies leave after the first. */
      afterMs: z.number().nonnegative().default(0),
    })
    .optional(),
  subTypePlace: z.enum(SUB_TYPE_PLACES).default("data.subType"),
  /** Epoch ms stamped into `meta.time`; shortly after the event unless given. */
  stampedAt: z.number().optional(),
  /** False keeps the event from the webhook: only the history knows it. */
  notify: z.boolean().default(true),
});

export const newsSchema = z.object({
  account: z.string(),
  /** `device_added`, `app_integration_removed`, or any other type. */
  type: z.string().default("device_added"),
  device: z.string().nullable().default(null),
  at: z.number().optional(),
  /** Sent as it is instead of an envelope; the only field needed then is `account`. */
  body: z.string().optional(),
  /** X-Signature instead of the true one; null sends none. */
  signature: z.string().nullable().optional(),
  copies: z.number().int().positive().default(1),
  /** Contract ms before it leaves. */
  delayMs: z.number().nonnegative().default(0),
});

/** Records an event, makes its recording available in time and sends its webhook. */
export async function addEvent(
  world: World,
  webhooks: Webhooks,
  input: z.input<typeof eventSchema>,
  sending: SendOptions = {},
): Promise<{ event: CameraEvent; deliveries: number[] }> {
  const order = eventSchema.parse(input);
  const { account } = deviceOf(world, order.device);
  const number = ++world.eventNumber;
  const isTold = order.notify && account.link === "completed";
  const fate = isTold ? drawFate(world.faults.rates(), world.settings.seed, number) : WITHHELD;
  const at = momentOf(world, order) - hiddenDelayMs(world, fate);
  const usualMs = order.recordingDelayMs ?? world.settings.recordingDelayMs;
  const recordingDelayMs = usualMs + fate.slowMs;
  const event = { ...(await newEvent(world, { ...order, at, recordingDelayMs })), number, fate };
  world.events.push(event);
  if (fate.webhook === "sent") {
    event.deliveries.push(...announce(world, webhooks, order, event, sending));
  }
  return { event, deliveries: event.deliveries };
}

/** An event that nobody knows of yet: it is in no history and has no webhook. */
export async function newEvent(
  world: World,
  input: z.input<typeof eventSchema>,
): Promise<CameraEvent> {
  const order = eventSchema.parse(input);
  const { account, device } = deviceOf(world, order.device);
  const at = momentOf(world, order);
  return {
    number: 0,
    id: `${device.id}_${nextUuid(world)}`,
    accountId: account.id,
    deviceId: device.id,
    type: order.type,
    motionClass: order.type === "button_press" ? null : (order.class ?? null),
    at,
    recording: device.hasPlan ? await newRecording(world, order, device, at) : null,
    fate: WITHHELD,
    deliveries: [],
    asked: { clip: 0, image: 0 },
    isReviewed: false,
  };
}

function momentOf(world: World, { at }: { at?: number | undefined }): number {
  return Math.round(at ?? world.clock.now());
}

/**
 * [Note: Late under a time scale] A webhook that is drawn 70 minutes late waits 70 scaled minutes, so
 * its event is moved into the past by what the scale leaves out: the product's own clock then finds
 * the full 70 minutes between event and webhook.
 */
function hiddenDelayMs({ clock }: World, { lateMs }: Fate): number {
  return Math.round(lateMs - clock.scaled(lateMs));
}

async function newRecording(
  world: World,
  order: z.infer<typeof eventSchema>,
  device: Device,
  at: number,
): Promise<Recording | null> {
  if (order.media === null) return null;
  const file = recordingPath(order.media);
  const { settings, clock } = world;
  const lengthMs = await lengthOf(file, order.duration);
  const readyAfter = (ms: number) => at + clock.scaled(ms);
  return {
    path: file,
    startAt: at - PRE_ROLL_MS,
    lengthMs,
    clipReadyAt: readyAfter(order.recordingDelayMs ?? settings.recordingDelayMs),
    imageReadyAt: readyAfter(order.imageDelayMs ?? settings.imageDelayMs),
    state: device.encryption === "none" ? order.recordingState : "encrypted",
    isServedWhileRecording: order.isServedWhileRecording,
  };
}

async function lengthOf(file: string, wantedMs: number | undefined): Promise<number> {
  if (wantedMs === undefined) return await probeLengthMs(file);
  return await probeLengthMs(file).then(
    (lengthMs) => Math.min(wantedMs, lengthMs),
    () => wantedMs,
  );
}

/** A recording's name or a path, as a path. Throws when there is no such file. */
export function recordingPath(media: string): string {
  const named = path.join(RECORDINGS_FOLDER, media.endsWith(".mp4") ? media : `${media}.mp4`);
  const file = media.includes("/") ? path.resolve(media) : named;
  if (!existsSync(file)) throw new Error(`no recording at ${media}`);
  return file;
}

/** Sends the webhook of an event and its copies. @returns the deliveries' ids */
function announce(
  world: World,
  webhooks: Webhooks,
  order: z.infer<typeof eventSchema>,
  event: CameraEvent,
  sending: SendOptions,
): number[] {
  const stampedAt = order.stampedAt ?? event.at + STAMP_DELAY_MS;
  const envelope = { requestId: nextUuid(world), accountId: event.accountId, stampedAt };
  const { copies, newRequestId, afterMs } = order.duplicate ?? { ...event.fate, afterMs: 0 };
  return Array.from({ length: 1 + copies }, (_, copy) => {
    const requestId = copy > 0 && newRequestId ? nextUuid(world) : envelope.requestId;
    const body = eventBody({ ...envelope, requestId }, event, order.subTypePlace);
    const delayMs = order.webhookDelayMs + event.fate.lateMs + (copy > 0 ? afterMs : 0);
    return webhooks.send(JSON.stringify(body), { ...sending, delayMs }).id;
  });
}

/** Sends any other webhook, or raw text under any signature. */
export function addNews(
  world: World,
  webhooks: Webhooks,
  input: z.input<typeof newsSchema>,
): number[] {
  const order = newsSchema.parse(input);
  const at = order.at ?? world.clock.now();
  const deviceId =
    order.device === null ? null : (findDevice(world, order.device)?.device.id ?? order.device);
  const envelope = {
    requestId: nextUuid(world),
    accountId: order.account,
    stampedAt: at + STAMP_DELAY_MS,
  };
  const body = order.body ?? JSON.stringify(lifecycleBody(envelope, order.type, deviceId, at));
  const { signature, delayMs } = order;
  const options = { delayMs, ...(signature !== undefined && { signature }) };
  return Array.from({ length: order.copies }, () => webhooks.send(body, options).id);
}
