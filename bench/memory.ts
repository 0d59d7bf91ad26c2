import { type System, startSystem } from "#e2e/system.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { recordings } from "./clips.ts";
import { loadNow, type Measurement, type MeasureOptions } from "./measure.ts";
import { sampleRss } from "./rss.ts";
import { median, round } from "./statistics.ts";

const CLIPS = 200;
/** Events are told of so many ahead of their analysis: the worker never waits, the queue stays short. */
const AHEAD = 4;
/** Between events: each is a visit of its own and its recording touches no other. */
const APART_MS = 5 * 60_000;
const CLIP_WITHIN_MS = 60_000;
const PROGRESS_EVERY = 25;

/** Has one worker analyse many clips, one after the other, and watches its memory. */
export async function measureMemory({ quick, say }: MeasureOptions): Promise<Measurement> {
  const load = loadNow();
  const count = quick ? 12 : CLIPS;
  const clips = await recordings();
  const system = await startSystem();
  const sampler = sampleRss(system.worker.pid);
  try {
    await system.addSubscription();
    const startedAt = performance.now();
    const from = Date.now() - (count + 1) * APART_MS;
    for (let index = 0; index < count; index++) {
      await whenAnalysed(system, index - AHEAD);
      const media = clips[index % clips.length] ?? null;
      await system.emulator.control.addEvent({
        device: "Front door",
        media,
        at: from + index * APART_MS,
      });
      if (index % PROGRESS_EVERY === 0) say(`clip ${index} of ${count} …`);
    }
    await whenAnalysed(system, count);
    sampler.stop();
    const seconds = (performance.now() - startedAt) / 1000;
    return summarise(sampler.samples, {
      ...{ clips: count, recordings: clips.length, seconds: round(seconds), loadBefore: load },
      outcomes: await outcomesOf(system),
    });
  } finally {
    sampler.stop();
    await system.stop();
  }
}

async function whenAnalysed({ sql }: System, count: number): Promise<void> {
  if (count <= 0) return;
  await eventually(async () => {
    const [row] = await sql<{ count: number }>(
      "select count(*)::int as count from events where outcome is not null",
    );
    return (row?.count ?? 0) >= count;
  }, CLIP_WITHIN_MS);
}

async function outcomesOf({ sql }: System): Promise<Record<string, number>> {
  const rows = await sql<{ outcome: string; count: number }>(
    "select outcome::text, count(*)::int as count from events group by outcome",
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

function summarise(
  samples: readonly { ownMb: number; withChildrenMb: number }[],
  inputs: Record<string, unknown>,
): Measurement {
  const own = samples.map(({ ownMb }) => ownMb);
  const quarter = (number: number) =>
    own.slice((own.length * (number - 1)) / 4, (own.length * number) / 4);
  const medians = [1, 2, 3, 4].map((number) => round(median(quarter(number))));
  return {
    figures: {
      "worker.rssMb": round(Math.max(...own)),
      "worker.rssGrowthMb": round(median(quarter(4)) - median(quarter(2))),
    },
    inputs: {
      ...inputs,
      samples: own.length,
      quarterMediansMb: medians,
      rssWithFfmpegMb: round(Math.max(...samples.map(({ withChildrenMb }) => withChildrenMb))),
    },
  };
}
