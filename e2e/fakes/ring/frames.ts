/** The frame at a moment, or the latest of a range. */
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

/** A frame is found when a recording lies within 10 s of the moment asked for. */
const TOLERANCE_MS = 10_000;
/** The last frame of a file lies this far before its end, at least. */
const LAST_FRAME_MS = 200;
const DAY_MS = 24 * 3_600_000;
/** Ring keeps recordings so long at most. */
const OLDEST_MS = 180 * DAY_MS;

/** What is looked for, in epoch ms. */
export interface FrameOrder {
  from: number;
  to: number;
  /** Null: the latest. */
  moment: number | null;
}

/** Reads an image request; its mistakes are refused before any recording is looked for. */
export function readFrameOrder(
  request: Record<string, unknown> | null,
  now: number,
): FrameOrder | Refusal {
  const moment = Number(request?.timestamp);
  const start = Number(request?.start_timestamp);
  const end = Number(request?.end_timestamp ?? now);
  if (request?.type === "at_timestamp") {
    return checked({ from: moment - TOLERANCE_MS, to: moment + TOLERANCE_MS, moment }, moment, now);
  }
  if (request?.type === "latest_in_range") {
    if (!(end > start) || end - start > DAY_MS) return invalid("a range of up to 24 h");
    return checked({ from: start, to: end, moment: null }, start, now);
  }
  // Seen live: a request without its fields is forbidden rather than invalid.
  return refusal(403, "REQUEST_FORBIDDEN", "cannot authorize");
}

function checked(order: FrameOrder, earliest: number, now: number): FrameOrder | Refusal {
  const isKnown = earliest > now - OLDEST_MS && earliest <= now + FUTURE_TOLERANCE_MS;
  return isKnown ? order : invalid("a time within the last 180 days");
}

/** The frame, or why there is none. */
export function findFrame(
  world: World,
  account: Account,
  device: Device,
  { from, to, moment }: FrameOrder,
): Serving | Refusal {
  const tooEarly = beforeConsent(account, moment ?? to);
  if (tooEarly) return tooEarly;
  const all = overlapping(world, device, from, to);
  const found = moment === null ? latest(all) : longest(all, moment);
  if (!found) return refusal(416, "MEDIA_NOT_FOUND", "nothing recorded");
  const { event, recording } = found;
  const never = unservable(recording, "MEDIA_NOT_FOUND");
  if (never) return never;
  if (world.clock.now() < recording.imageReadyAt) return notReady();
  const lastMs = Math.max(0, recording.lengthMs - LAST_FRAME_MS);
  const wantedMs = (moment ?? Math.min(to, endOf(recording))) - recording.startAt;
  const fromMs = Math.min(Math.max(0, wantedMs), lastMs);
  return {
    event,
    recording,
    fromMs,
    lengthMs: 0,
    startedAtMs: recording.startAt + fromMs,
    partial: false,
  };
}

const latest = (all: Found[]): Found | undefined =>
  all.sort((a, b) => b.recording.startAt - a.recording.startAt)[0];
