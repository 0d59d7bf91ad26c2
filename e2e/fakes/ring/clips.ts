/** Which recording answers a media request, and whether it may be seen yet. */
import type { Account, CameraEvent, Device, Recording, World } from "./world.ts";

/** A refusal in the contract's words. */
export interface Refusal {
  status: number;
  code: string;
  detail: string;
}

/** What will be served. Times in epoch ms; `partial` is answered with 206. */
export interface Serving {
  event: CameraEvent;
  recording: Recording;
  fromMs: number;
  lengthMs: number;
  startedAtMs: number;
  partial: boolean;
}

/** Longest range of one request: 15 minutes. */
const MAX_DURATION_MS = 900_000;
/** A frame is found when a recording lies within 10 s of the moment asked for. */
const FRAME_TOLERANCE_MS = 10_000;
/** Missing less than this much of the range still counts as the whole of it. */
const WHOLE_TOLERANCE_MS = 500;
/** The request's clock may run ahead of ours by this much. */
const FUTURE_TOLERANCE_MS = 2_000;

const refusal = (status: number, code: string, detail: string): Refusal => ({
  status,
  code,
  detail,
});

/** The clip for a range, or why not. */
export function findClip(
  world: World,
  account: Account,
  device: Device,
  request: Record<string, unknown> | null,
): Serving | Refusal {
  const from = Number(request?.timestamp);
  const duration = Number(request?.duration);
  const now = world.clock.now();
  if (!(from > 0) || !(duration > 0) || duration > MAX_DURATION_MS) {
    return refusal(400, "INVALID_PAYLOAD", "timestamp and duration are epoch and plain ms");
  }
  if (from > now + FUTURE_TOLERANCE_MS) {
    return refusal(400, "INVALID_PAYLOAD", "timestamp lies in the future");
  }
  if (from + duration < account.consentAt) {
    return refusal(403, "TIME_RANGE_NOT_AUTHORIZED", "before the consent");
  }
  const found = overlapping(world, device, from, from + duration);
  if (!found) return refusal(416, "TIMESTAMP_NOT_FOUND", "nothing recorded");
  if (now < found.recording.clipReadyAt) {
    return refusal(425, "RECORDING_NOT_READY", "processing");
  }
  return { ...found, ...cut(found.recording, from, from + duration) };
}

/** The frame for a moment or the latest of a range, or why not. */
export function findFrame(
  world: World,
  account: Account,
  device: Device,
  moment: number,
): Serving | Refusal {
  if (moment < account.consentAt) {
    return refusal(403, "TIME_RANGE_NOT_AUTHORIZED", "before the consent");
  }
  const [from, to] = [moment - FRAME_TOLERANCE_MS, moment + FRAME_TOLERANCE_MS];
  const found = overlapping(world, device, from, to, moment);
  if (!found) return refusal(416, "MEDIA_NOT_FOUND", "nothing recorded");
  const { recording } = found;
  if (world.clock.now() < recording.imageReadyAt) {
    return refusal(425, "RECORDING_NOT_READY", "processing");
  }
  const lastMs = Math.max(0, recording.lengthMs - 200);
  const fromMs = Math.min(Math.max(0, moment - recording.startAt), lastMs);
  const startedAtMs = recording.startAt + fromMs;
  return { ...found, fromMs, lengthMs: 0, startedAtMs, partial: false };
}

/** The recording with the longest overlap; among equals the one that starts closest to `near`. */
function overlapping(
  world: World,
  device: Device,
  from: number,
  to: number,
  near = from,
): Pick<Serving, "event" | "recording"> | null {
  let best: (Pick<Serving, "event" | "recording"> & { overlap: number; distance: number }) | null =
    null;
  for (const event of world.events) {
    const { deviceId, recording } = event;
    if (deviceId !== device.id || !recording) continue;
    const end = recording.startAt + recording.lengthMs;
    const overlap = Math.min(to, end) - Math.max(from, recording.startAt);
    const distance = Math.abs(recording.startAt - near);
    if (overlap <= 0) continue;
    const better =
      !best || overlap > best.overlap || (overlap === best.overlap && distance < best.distance);
    if (better) best = { event, recording, overlap, distance };
  }
  return best && { event: best.event, recording: best.recording };
}

function cut(
  recording: Recording,
  from: number,
  to: number,
): Pick<Serving, "fromMs" | "lengthMs" | "startedAtMs" | "partial"> {
  const end = recording.startAt + recording.lengthMs;
  const startedAtMs = Math.max(from, recording.startAt);
  const lengthMs = Math.min(to, end) - startedAtMs;
  const missing = to - from - lengthMs;
  return {
    fromMs: startedAtMs - recording.startAt,
    lengthMs,
    startedAtMs,
    partial: missing > WHOLE_TOLERANCE_MS,
  };
}
