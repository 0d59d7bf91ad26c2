/** Clips and frames: what is asked for, and whether the answer is what it claims to be. */
import { rm } from "node:fs/promises";
import { PermanentError, SeldomPassingError } from "#lib/errors.ts";
import type { Gate } from "./gate.ts";
import { BROKEN_ANSWER_ATTEMPTS, downloadMedia, type MediaAnswer } from "./media-download.ts";
import { hasIndex } from "./mp4-index.ts";
import type {
  ClipOrder,
  ClipReceipt,
  ImageOrder,
  ImageReceipt,
  RingClientSettings,
} from "./types.ts";

const IDLE_MS = 15_000;
/** The timeout that clients of Ring's app API settled on for 12 MB clips. */
const TOTAL_MS = 120_000;

/** Boxes that an MP4 may begin with. */
const MP4_BOXES = new Set(["ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide"]);

/** See `RingClient.downloadClip`. */
export async function downloadClip(
  settings: RingClientSettings,
  gate: Gate,
  now: () => Date,
  accessToken: string,
  order: ClipOrder,
): Promise<ClipReceipt> {
  const body = {
    timestamp: order.timestampMs,
    duration: order.durationMs,
    audio_options: { audio_enabled: true },
  };
  const answer = await fetchMedia(settings, gate, now, accessToken, "video", order, body);
  await check(answer, order.toFile, isMp4);
  await checkIndex(order.toFile);
  return {
    bytes: answer.bytes,
    startedAtMs: headerNumber(answer, "x-media-timestamp") ?? order.timestampMs,
    // Ring's pages name it both ways.
    lengthMs: headerNumber(answer, "x-media-length") ?? headerNumber(answer, "x-media-duration"),
    partial: answer.status === 206,
  };
}

/** See `RingClient.downloadImage`. */
export async function downloadImage(
  settings: RingClientSettings,
  gate: Gate,
  now: () => Date,
  accessToken: string,
  order: ImageOrder,
): Promise<ImageReceipt> {
  const options = { format: order.format ?? "jpeg" };
  const body = { type: "at_timestamp", timestamp: order.timestampMs, image_options: options };
  const answer = await fetchMedia(settings, gate, now, accessToken, "image", order, body);
  await check(answer, order.toFile, isPicture);
  const takenAtMs = headerNumber(answer, "x-media-timestamp") ?? order.timestampMs;
  return { bytes: answer.bytes, takenAtMs };
}

function fetchMedia(
  settings: RingClientSettings,
  gate: Gate,
  now: () => Date,
  accessToken: string,
  noun: "video" | "image",
  { deviceId, toFile, signal }: ClipOrder | ImageOrder,
  body: object,
): Promise<MediaAnswer> {
  const device = `${settings.apiBaseUrl}/v1/devices/${encodeURIComponent(deviceId)}`;
  const url = `${device}/media/${noun}/download`;
  const limits = {
    maxBytes: settings.mediaMaxBytes,
    idleMs: settings.mediaIdleMs ?? IDLE_MS,
    totalMs: settings.mediaTotalMs ?? TOTAL_MS,
  };
  return downloadMedia({ url, accessToken, body, toFile, signal }, settings, limits, gate, now);
}

/**
 * Text in place of media is a passing fault of some server between; anything else that is not media
 * is what encrypted media looks like, and stays so.
 */
async function check(
  answer: MediaAnswer,
  file: string,
  isMedia: (head: Buffer) => boolean,
): Promise<void> {
  const head = Buffer.from(answer.head);
  if (isMedia(head)) return;
  await rm(file, { force: true });
  if (/^\s*[<{[]/.test(head.toString("latin1")))
    throw new SeldomPassingError(
      "not-a-video",
      BROKEN_ANSWER_ATTEMPTS,
      "Ring sent text, not media",
    );
  throw new PermanentError("unknown-format", "Ring's media is not in a format known to us");
}

/** A file that came without its index was cut short on Ring's side, whatever its length says. */
async function checkIndex(file: string): Promise<void> {
  if (await hasIndex(file)) return;
  await rm(file, { force: true });
  throw new SeldomPassingError(
    "clip-truncated",
    BROKEN_ANSWER_ATTEMPTS,
    "Ring's clip has no index",
  );
}

function isMp4(head: Buffer): boolean {
  return MP4_BOXES.has(head.toString("latin1", 4, 8));
}

function isPicture(head: Buffer): boolean {
  const magic = head.toString("latin1", 0, 4);
  return magic.startsWith("\xff\xd8\xff") || magic === "\x89PNG";
}

function headerNumber({ headers }: MediaAnswer, name: string): number | null {
  const value = headers.get(name) ?? "";
  return /^\d+$/.test(value) ? Number(value) : null;
}
