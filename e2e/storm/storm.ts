import { cp } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { addHouseholds, addPhone } from "#e2e/system/households.ts";
import { supervise } from "#e2e/system/process.ts";
import { type System, startSystem } from "#e2e/system.ts";
import { openWorkshop } from "#lib/testing/clips.ts";
import { gatherEvidence } from "./evidence.ts";
import { CAMERAS_EACH, HOUSEHOLDS, planStorm, type StormOrder } from "./plan.ts";
import { type MadeEvent, playStorm } from "./play.ts";
import { makeRecordings } from "./recordings.ts";
import { reconcile, waitForRest } from "./rest.ts";
import { type Tally, takeTally } from "./tally.ts";

export type StormReport = Tally & {
  kills: number;
  seed: number;
  /** Deliveries that told of an event already heard of. */
  repeats: number;
  /** Messages whose sender was killed while it called the push service: nobody can know of them. */
  unconfirmed: number;
  /** From the first event until all was at rest. */
  durationS: number;
  /** Of those, after the last event was made. */
  drainS: number;
};

/** Ring's retries and tokens pass a hundred times sooner; events and their age keep the wall clock. */
const TIME_SCALE = 0.01;
const NOTIFY_MAX_AGE_S = 600;
const SETTINGS = {
  RING_NOTIFY_MAX_AGE_S: String(NOTIFY_MAX_AGE_S),
  VISIT_GAP_S: "1",
  // The recordings are short, and most cameras keep none: nobody shall wait two minutes for each.
  RING_CLIP_DURATION_MS: "3000",
  RING_CLIP_GIVE_UP_S: "1",
  RING_CLIP_RETRY_SCHEDULE_S: "2",
};
const PHONES = ["Phone", "Tablet"];
/** The history's weather may spoil a comparison; the next hour makes up for it. */
const HOURS = 3;

/**
 * Plays a storm on a system of its own and takes its tally.
 *
 * @param say hears how far it is
 * @param logsTo a folder that gets what web, worker and Postgres have printed
 */
export async function runStorm(
  order: StormOrder,
  say: (line: string) => void,
  logsTo?: string,
): Promise<StormReport> {
  const workshop = await openWorkshop();
  const system = await startSystem({ env: SETTINGS });
  const supervisors = [system.web, system.worker].map(supervise);
  try {
    const plan = planStorm(order);
    const recordings = await makeRecordings(workshop);
    const households = await addHouseholds(system, HOUSEHOLDS, CAMERAS_EACH);
    for (const { id } of households) {
      for (const phone of PHONES) await addPhone(system, id, phone);
    }
    // Nothing before the link is Kith's to see, and the storm tells of the last hours.
    await system.sql("update ring_accounts set linked_at = now() - interval '1 day'");
    const { control } = system.emulator;
    await control.clock({ scale: TIME_SCALE });
    await control.faults(plan.faults);

    const startedAt = performance.now();
    const made = await playStorm(
      plan,
      { system, households, recordings, timeScale: TIME_SCALE },
      say,
    );
    const madeAt = performance.now();
    await waitForRest(system, say);
    for (let hour = 1; hour <= HOURS && !(await holdsAll(system, made)); hour++) {
      say(`hour ${hour}: comparing with Ring's history`);
      await reconcile(system, say);
    }
    const restedAt = performance.now();

    const evidence = await gatherEvidence(system, made, NOTIFY_MAX_AGE_S * 1000);
    return {
      ...takeTally(evidence),
      kills: order.kills,
      seed: order.seed,
      ...(await countRepeats(system)),
      durationS: Math.round((restedAt - startedAt) / 1000),
      drainS: Math.round((restedAt - madeAt) / 1000),
    };
  } finally {
    for (const supervisor of supervisors) supervisor.stop();
    if (logsTo) await cp(join(system.dataDir, "logs"), logsTo, { recursive: true });
    await system.stop();
    await workshop.remove();
  }
}

/** Whether the storm left everything as it has to be. */
export function isSound(report: StormReport): boolean {
  const { events, accounted, lost, pushedTwice, pushedLate, strays, crossed } = report;
  return accounted === events && lost + pushedTwice + pushedLate + strays + crossed === 0;
}

async function holdsAll({ sql }: System, made: readonly MadeEvent[]): Promise<boolean> {
  return (await sql("select 1 from events")).length >= made.length;
}

async function countRepeats({ sql }: System) {
  const [counts] = await sql<{ repeats: number; unconfirmed: number }>(
    `select (select coalesce(sum(repeats), 0) + count(*) filter (where outcome = 'duplicate')
             from webhook_deliveries)::int as repeats,
            (select count(*) from notifications where state = 'unconfirmed')::int as unconfirmed`,
  );
  return { repeats: counts?.repeats ?? 0, unconfirmed: counts?.unconfirmed ?? 0 };
}
