import { basename } from "node:path";
import { type System, startSystem } from "#e2e/system.ts";
import { hdClips, hdClipsOfPresses } from "./clips.ts";
import { loadNow, type Measurement, type MeasureOptions, pause } from "./measure.ts";
import { sampleRss } from "./rss.ts";
import { percentile, round } from "./statistics.ts";

const PRESSES = 20;
const PUSH_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 5;
const BETWEEN_MS = 500;
const NEVER_MS = 3_600_000;
/** Ring's clips come seconds after its pictures. */
const CLIP_AFTER_STILL_MS = 4_000;

/** How a press is told of: what Ring has, and how long after the press. */
type Path = {
  readonly name: "clip" | "still";
  readonly clips: readonly string[];
  readonly ring: { readonly recordingDelayMs: number; readonly imageDelayMs: number };
};

/**
 * Presses a doorbell again and again, each time in a visit of its own: from the webhook's departure to
 * the arrival of the first message at the push service, the download, the analysis and the decision
 * between them. Once with the 1080p clip there at once and no picture, once with the picture there at
 * once and the clip some seconds later.
 */
export async function measurePress({ quick, say }: MeasureOptions): Promise<Measurement> {
  const load = loadNow();
  const count = quick ? 4 : PRESSES;
  const paths: Path[] = [
    {
      name: "clip",
      clips: await hdClips(say),
      ring: { recordingDelayMs: 0, imageDelayMs: NEVER_MS },
    },
    {
      name: "still",
      clips: await hdClipsOfPresses(say),
      ring: { recordingDelayMs: CLIP_AFTER_STILL_MS, imageDelayMs: 0 },
    },
  ];
  const system = await startSystem({ env: { VISIT_GAP_S: "0" } });
  const sampler = sampleRss(system.worker.pid);
  try {
    await system.addSubscription();
    const found: Measured[] = [];
    for (const path of paths) found.push(await pressTimes(system, path, count, say));
    const [clip, still] = found;
    return {
      figures: {
        "press.pushP50Ms": round(percentile(clip?.tookMs ?? [], 0.5)),
        "press.pushP95Ms": round(percentile(clip?.tookMs ?? [], 0.95)),
        "press.stillP50Ms": round(percentile(still?.tookMs ?? [], 0.5)),
        "press.stillP95Ms": round(percentile(still?.tookMs ?? [], 0.95)),
      },
      inputs: {
        ...{ presses: count, loadBefore: load },
        clips: paths.flatMap(({ clips }) => clips.map((file) => basename(file))),
        pushMaxMs: round(Math.max(...(clip?.tookMs ?? []))),
        stillMaxMs: round(Math.max(...(still?.tookMs ?? []))),
        medianStepsMs: clip?.stepsMs,
        stillMedianStepsMs: still?.stepsMs,
        workerRssMb: round(Math.max(0, ...sampler.samples.map(({ ownMb }) => ownMb))),
      },
    };
  } finally {
    sampler.stop();
    await system.stop();
  }
}

type Measured = { tookMs: number[]; stepsMs: Record<string, number> };

async function pressTimes(
  system: System,
  path: Path,
  count: number,
  say: MeasureOptions["say"],
): Promise<Measured> {
  const tookMs: number[] = [];
  say(`warming up, ${path.name} …`);
  for (const clip of path.clips) await press(system, clip, path);
  for (let index = 0; index < count; index++) {
    const clip = path.clips[index % path.clips.length] ?? "";
    const { ms, title } = await press(system, clip, path);
    tookMs.push(ms);
    say(`${path.name}, press ${index + 1} of ${count}: ${round(ms)} ms, "${title}"`);
  }
  return { tookMs, stepsMs: await stepsOf(system, path, count) };
}

/** At one door after the other: a still is taken from whichever recording of its door is nearest. */
const doors = ["Front door", "Garden gate"];

async function press({ emulator, push, sql }: System, media: string, { ring }: Path) {
  const before = push.received().length;
  doors.reverse();
  const { deliveries } = await emulator.control.addEvent({
    device: doors[0] ?? "",
    type: "button_press",
    media,
    ...ring,
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

const STEPS: Record<Path["name"], readonly string[]> = {
  clip: [
    "media_ready_at - received_at",
    "analysed_at - media_ready_at",
    "decided_at - analysed_at",
    "pushed_at - decided_at",
  ],
  still: ["image_ready_at - received_at", "decided_at - image_ready_at", "pushed_at - decided_at"],
};

/** Where the time went, by the events' own receipts: medians of the newest presses. */
async function stepsOf(
  { sql }: System,
  { name }: Path,
  count: number,
): Promise<Record<string, number>> {
  const spans = STEPS[name].map(
    (span) => `percentile_cont(0.5) within group (order by
      extract(epoch from ${span}) * 1000)::int as "${span.split("_at")[0]}"`,
  );
  const [row] = await sql<Record<string, number>>(
    `with newest as (select * from events order by occurred_at desc limit $1)
     select ${spans.join(", ")} from newest`,
    [count],
  );
  return row ?? {};
}
