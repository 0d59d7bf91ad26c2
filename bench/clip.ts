import { execFile } from "node:child_process";
import { basename } from "node:path";
import { promisify } from "node:util";
import { parseUnitRectangles } from "#lib/clips/masking.ts";
import { resolveModels } from "#models/resolve.ts";
import { analyseClip } from "#worker/analysis/analyse-clip.ts";
import { type Engines, loadEngines } from "#worker/inference/engines.ts";
import { hdClips, recordings } from "./clips.ts";
import { loadNow, type Measurement, type MeasureOptions } from "./measure.ts";
import { median, round } from "./statistics.ts";

const run = promisify(execFile);

const ROUNDS = 5;
/** The default of RING_WATERMARK_MASK. */
const MASKS = parseUnitRectangles("0,0,0.22,0.1;0.5,0,0.5,0.1");

type ClipFigures = { clip: string; analysisMs: number; decodeMs: number; overDecode: number };

/**
 * Analyses clips, in turn with decoding them in full and looking at nothing. The figures are those of
 * the clip whose analysis takes the largest multiple of its decoding, each a median over the rounds.
 */
export async function measureClip({ quick, say }: MeasureOptions): Promise<Measurement> {
  const load = loadNow();
  const rounds = quick ? 1 : ROUNDS;
  const all = [...(await recordings()), ...(await hdClips(say))];
  const clips = quick ? all.filter((_, index) => index % 5 === 0) : all;
  const engines = await openEngines();
  try {
    await analyse(clips[0] ?? "", engines);
    const measured: ClipFigures[] = [];
    for (const path of clips) {
      const figures = await compare(path, engines, rounds);
      measured.push(figures);
      const { clip, analysisMs, decodeMs, overDecode } = figures;
      say(`${clip}: ${analysisMs} ms, decoding alone ${decodeMs} ms, ${overDecode} times`);
    }
    const worst = measured.reduce((a, b) => (b.overDecode > a.overDecode ? b : a));
    return {
      figures: {
        "clip.overDecode": worst.overDecode,
        "clip.analysisMs": worst.analysisMs,
        "clip.decodeMs": worst.decodeMs,
      },
      inputs: { rounds, worst: worst.clip, clips: measured, loadBefore: load },
    };
  } finally {
    await engines.close();
  }
}

async function openEngines() {
  const { found } = await resolveModels({ modelsDir: process.env.MODELS_DIR });
  return await loadEngines(found);
}

async function compare(path: string, engines: Engines, rounds: number): Promise<ClipFigures> {
  const analysis: number[] = [];
  const decoding: number[] = [];
  for (let round = 0; round < rounds; round++) {
    decoding.push(await timed(() => run("ffmpeg", ["-v", "error", "-i", path, "-f", "null", "-"])));
    analysis.push(await timed(() => analyse(path, engines)));
  }
  const [analysisMs, decodeMs] = [median(analysis), median(decoding)];
  return {
    clip: basename(path, ".mp4"),
    analysisMs: round(analysisMs),
    decodeMs: round(decodeMs),
    overDecode: round(analysisMs / decodeMs, 2),
  };
}

async function analyse(path: string, engines: Engines): Promise<void> {
  const { signal } = new AbortController();
  await analyseClip({ path, masks: MASKS, engines, signal });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
