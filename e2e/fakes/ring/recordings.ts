/** Which recording answers a media request, in which state, or why none does. */
import type { Account, CameraEvent, Device, Recording, World } from "./world.ts";

/** A refusal in the contract's words. */
export interface Refusal {
  status: number;
  code: string;
  detail: string;
}

/** What will be served. Times in epoch ms; `partial` is answered with 206. */
export interface Serving extends Found {
  fromMs: number;
  lengthMs: number;
  startedAtMs: number;
  partial: boolean;
}

export interface Found {
  event: CameraEvent;
  recording: Recording;
}

export const refusal = (status: number, code: string, detail: string): Refusal => ({
  status,
  code,
  detail,
});

export const invalid = (detail: string): Refusal => refusal(400, "INVALID_PAYLOAD", detail);

export const notReady = (): Refusal => refusal(425, "RECORDING_NOT_READY", "processing");

/** The request's clock may run ahead of ours by this much. */
export const FUTURE_TOLERANCE_MS = 2_000;

export const endOf = ({ startAt, lengthMs }: Recording): number => startAt + lengthMs;

/** Refuses what ends before the owner's consent. */
export function beforeConsent({ consentAt }: Account, endsAt: number): Refusal | null {
  if (consentAt !== null && endsAt >= consentAt) return null;
  return refusal(403, "TIME_RANGE_NOT_AUTHORIZED", "before the consent");
}

/** The events of a device whose recordings overlap a range, and by how many ms. */
export function overlapping(
  world: World,
  device: Device,
  from: number,
  to: number,
): (Found & { overlapMs: number })[] {
  return world.events.flatMap((event) => {
    const { deviceId, recording } = event;
    if (deviceId !== device.id || !recording) return [];
    const overlapMs = Math.min(to, endOf(recording)) - Math.max(from, recording.startAt);
    return overlapMs > 0 ? [{ event, recording, overlapMs }] : [];
  });
}

/** Why a recording can never be served, or null. `missing` is the code for one that is not there. */
export function unservable({ state }: Recording, missing: string): Refusal | null {
  if (state === "corrupt") return refusal(422, "CORRUPT_RECORDING", "damaged");
  if (state === "expired" || state === "deleted") return refusal(416, missing, `it was ${state}`);
  return null;
}

/** The longest overlap; among equals the one that starts closest to a moment. */
export function longest(all: (Found & { overlapMs: number })[], near: number): Found | undefined {
  const distance = ({ recording }: Found) => Math.abs(recording.startAt - near);
  return all.sort((a, b) => b.overlapMs - a.overlapMs || distance(a) - distance(b))[0];
}
