import { basename } from "node:path";
import { type System, startSystem } from "#e2e/system.ts";
import { hdClips } from "./clips.ts";
import { loadNow, type Measurement, type MeasureOptions, pause } from "./measure.ts";
import { sampleRss } from "./rss.ts";
import { percentile, round } from "./statistics.ts";

const PRESSES = 20;
const PUSH_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 5;
const BETWEEN_MS = 500;

/**
 * Presses a doorbell whose 1080p clip Ring has at once, again and again, each time a stranger in a
 * visit of its own: from the webhook's departure to the arrival of the first message at the push
 * service, the download, the analysis and the decision between them.
 */
export async function measurePress({ quick, say }: MeasureOptions): Promise<Measurement> {
  const load = loadNow();
  const count = quick ? 4 : PRESSES;
  const clips = await hdClips(say);
  const system = await startSystem({ env: { VISIT_GAP_S: "0" } });
  const sampler = sampleRss(system.worker.pid);
  try {
    await system.addSubscription();
    say("warming up …");
    await press(system, clips[0] ?? "");
    const tookMs: number[] = [];
    for (let index = 0; index < count; index++) {
      const clip = clips[index % clips.length] ?? "";
      const { ms, title } = await press(system, clip);
      tookMs.push(ms);
      say(`press ${index + 1} of ${count}: ${round(ms)} ms, "${title}"`);
    }
    return {
      figures: {
        "press.pushP50Ms": round(percentile(tookMs, 0.5)),
        "press.pushP95Ms": round(percentile(tookMs, 0.95)),
      },
      inputs: {
        ...{ presses: count, clips: clips.map((clip) => basename(clip)), loadBefore: load },
        pushMaxMs: round(Math.max(...tookMs)),
        medianStepsMs: await stepsOf(system, count),
        workerRssMb: round(Math.max(0, ...sampler.samples.map(({ ownMb }) => ownMb))),
      },
    };
  } finally {
    sampler.stop();
    await system.stop();
  }
}

async function press({ emulator, push, sql }: System, media: string) {
  const before = push.received().length;
  const { deliveries } = await emulator.control.addEvent({
    device: "Front door",
    type: "button_press",
    media,
  });
  const message = await firstAfter(push, before);
  const arrivedAt = Date.now();
  await emulator.idle();
  const delivery = (await emulator.control.deliveries()).find(({ id }) => id === deliveries[0]);
  const sentAt = delivery?.attempts[0]?.at;
  if (sentAt === undefined) throw new Error("The emulator sent no webhook.");
  while ((await sql("select 1 from events where outcome is null or decided_at is null")).length)
    await pause(LOOK_EVERY_MS);
  await pause(BETWEEN_MS);
  const { title } = JSON.parse(message.text) as { title: string };
  return { ms: arrivedAt - sentAt, title };
}

async function firstAfter(push: System["push"], before: number) {
  const until = performance.now() + PUSH_WITHIN_MS;
  while (performance.now() < until) {
    const message = push.received()[before];
    if (message) return message;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error(`No message arrived within ${PUSH_WITHIN_MS} ms.`);
}

/** Where the time went, by the events' own receipts: medians of the newest presses. */
async function stepsOf({ sql }: System, count: number): Promise<Record<string, number>> {
  const [row] = await sql<Record<string, number>>(
    `with newest as (select * from events order by occurred_at desc limit $1)
     select ${[
       "media_ready_at - received_at",
       "analysed_at - media_ready_at",
       "decided_at - analysed_at",
       "pushed_at - decided_at",
     ]
       .map(
         (span) => `percentile_cont(0.5) within group (order by
         extract(epoch from ${span}) * 1000)::int as "${span.split("_at")[0]}"`,
       )
       .join(", ")} from newest`,
    [count],
  );
  return row ?? {};
}
