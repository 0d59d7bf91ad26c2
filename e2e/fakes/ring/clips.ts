/** The clip for a range: `recording → processing (425) → ready`, or partial while it is recorded. */
import {
  beforeConsent,
  endOf,
  type Found,
  FUTURE_TOLERANCE_MS,
  invalid,
  longest,
  notReady,
  overlapping,
  type Refusal,
  refusal,
  type Serving,
  unservable,
} from "./recordings.ts";
import type { Account, Device, World } from "./world.ts";

/** Longest range of one request: 15 minutes. */
const MAX_DURATION_MS = 900_000;
/** Missing less than this much of the range still counts as the whole of it. */
const WHOLE_TOLERANCE_MS = 500;

/** The clip that a request asks for, or why it is refused. */
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
    return invalid("timestamp and duration are epoch and plain ms");
  }
  if (from > now + FUTURE_TOLERANCE_MS) return invalid("timestamp lies in the future");
  const tooEarly = beforeConsent(account, from + duration);
  if (tooEarly) return tooEarly;
  const found = longest(overlapping(world, device, from, from + duration), from);
  if (!found) return refusal(416, "TIMESTAMP_NOT_FOUND", "nothing recorded");
  const { recording } = found;
  const never = unservable(recording, "TIMESTAMP_NOT_FOUND");
  if (never) return never;
  if (now < recording.clipReadyAt) return notReady();
  const grownTo = recording.isServedWhileRecording
    ? Math.min(now, endOf(recording))
    : endOf(recording);
  if (grownTo <= from) return notReady();
  return cut(found, from, from + duration, grownTo);
}

function cut({ event, recording }: Found, from: number, to: number, end: number): Serving {
  const startedAtMs = Math.max(from, recording.startAt);
  const lengthMs = Math.min(to, end) - startedAtMs;
  const missing = to - from - lengthMs;
  return {
    event,
    recording,
    fromMs: startedAtMs - recording.startAt,
    lengthMs,
    startedAtMs,
    partial: missing > WHOLE_TOLERANCE_MS,
  };
}
