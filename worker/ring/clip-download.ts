import type { FetchedClip } from "#lib/clips/commands.ts";
import type { ClipWork } from "#lib/clips/queries.ts";
import { env } from "#lib/infra/env.ts";
import { clipRange, type MediaRange, type RangeSettings } from "#lib/ring/media-range.ts";
import type { TaskContext } from "../task.ts";
import { callRing } from "./ring-session.ts";

/** What the owner has set about the footage to ask for. */
export function rangeSettings(): RangeSettings {
  return {
    preMs: env().RING_CLIP_PRE_MS,
    durationMs: env().RING_CLIP_DURATION_MS,
    giveUpAfterMs: env().RING_CLIP_GIVE_UP_S * 1000,
  };
}

/** The stretch of footage that belongs to an event. */
export const rangeOf = ({ occurredAt }: ClipWork): MediaRange =>
  clipRange(occurredAt, rangeSettings());

/** Downloads an event's recording as far as Ring has it, once. Throws as `RingClient.downloadClip`. */
export async function downloadClip(
  work: ClipWork,
  toFile: string,
  { now, signal }: TaskContext,
): Promise<Omit<FetchedClip, "storageKey">> {
  const order = { deviceId: work.deviceId, toFile, signal, ...rangeOf(work) };
  const { bytes, startedAtMs, lengthMs, partial } = await callRing(
    work.ringAccountId,
    now,
    (client, token) => client.downloadClip(token, order),
  );
  return {
    bytes,
    startedAt: new Date(startedAtMs),
    durationMs: lengthMs,
    isPartial: partial,
  };
}
