import { setTimeout as pause } from "node:timers/promises";
import type { LinkedHousehold } from "#e2e/system/households.ts";
import type { System } from "#e2e/system.ts";
import type { Blow, PlannedEvent, StormPlan } from "./plan.ts";
import type { Recordings } from "./recordings.ts";

/** An event as the emulator made it. */
export type MadeEvent = Pick<PlannedEvent, "delivery" | "media"> & {
  deviceId: string;
  kind: "button_press" | "motion";
  /** Epoch ms. */
  at: number;
  /** Ids of its webhooks at the emulator; none when it was dropped. */
  deliveries: number[];
};

type Stage = {
  system: System;
  households: readonly LinkedHousehold[];
  recordings: Recordings;
  /** The emulator's: its retries are so many times shorter than Ring's. */
  timeScale: number;
};

const REPORT_EVERY_EVENTS = 50;

/** Plays all events of a plan with its blows. @param say hears how far it is */
export async function playStorm(
  { events, blows }: StormPlan,
  stage: Stage,
  say: (line: string) => void,
): Promise<MadeEvent[]> {
  const startedAt = Date.now();
  const until = (atMs: number) => pause(Math.max(0, startedAt + atMs - Date.now()));
  const striking = (async () => {
    for (const blow of blows) {
      await until(blow.atMs);
      await strike(blow, stage);
      say(blow.kind === "kill" ? `kill -9 of the ${blow.process}` : "tokens expired");
    }
  })();
  const made: MadeEvent[] = [];
  const moments = new Set<string>();
  for (const event of events) {
    await until(event.atMs);
    const deviceId = stage.households[event.household]?.cameras[event.camera]?.deviceId ?? "";
    const at = freeMoment(moments, deviceId, startedAt + event.atMs);
    made.push(await happen(event, { deviceId, at, file: fileOf(event, made, stage) }, stage));
    if (made.length % REPORT_EVERY_EVENTS === 0) say(`${made.length} of ${events.length} events`);
  }
  await striking;
  return made;
}

/** The recording of an event, or null; visitors come in turn. */
function fileOf({ media }: PlannedEvent, made: readonly MadeEvent[], { recordings }: Stage) {
  if (media === "none") return null;
  if (media === "test-picture") return recordings.testPicture;
  const earlier = made.filter((event) => event.media === media).length;
  return recordings.visitors[earlier % recordings.visitors.length] ?? null;
}

/** Ring tells events of one camera apart by their millisecond. */
function freeMoment(taken: Set<string>, deviceId: string, wanted: number): number {
  let at = wanted;
  while (taken.has(`${deviceId} ${at}`)) at += 1;
  taken.add(`${deviceId} ${at}`);
  return at;
}

/** Web and worker go by the wall clock, so a late event does lie so far in the past. */
async function happen(
  { type, media, delivery, delayMs, copyAfterMs, newRequestId }: PlannedEvent,
  { deviceId, at, file }: { deviceId: string; at: number; file: string | null },
  { system, timeScale }: Stage,
): Promise<MadeEvent> {
  const afterMs = copyAfterMs / timeScale;
  const { deliveries } = await system.emulator.control.addEvent({
    device: deviceId,
    type,
    class: "human",
    at,
    media: file,
    notify: delivery !== "dropped",
    webhookDelayMs: Math.max(0, at + delayMs - Date.now()) / timeScale,
    ...(delivery === "duplicated" && { duplicate: { copies: 1, newRequestId, afterMs } }),
  });
  const kind = type === "button_press" ? type : "motion";
  return { deviceId, kind, at, delivery, media, deliveries };
}

async function strike(blow: Blow, { system, households }: Stage): Promise<void> {
  if (blow.kind === "kill") return await system[blow.process].kill9();
  const accountId = households[blow.household]?.cameras[0]?.accountId ?? "";
  await system.emulator.control.expireTokens(accountId);
}
