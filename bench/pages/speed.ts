import { randomFrom, shuffled } from "#e2e/storm/random.ts";
import { median, percentile, round } from "../statistics.ts";

/** What requests took, in ms. */
export type Speed = {
  readonly p95Ms: number;
  readonly p50Ms: number;
  readonly requests: number;
  /** The slowest address by its median. */
  readonly slowest: { readonly path: string; readonly p50Ms: number };
};

/**
 * Asks for pages one after the other as a browser does, from the first byte sent to the last one read;
 * each once unmeasured, then all in ever another order.
 *
 * @throws where an answer is no page
 */
export async function measureSpeed(
  get: (path: string) => Promise<Response>,
  paths: readonly string[],
  rounds: number,
): Promise<Speed> {
  const random = randomFrom(1);
  const took = new Map<string, number[]>(paths.map((path) => [path, []]));
  for (const path of took.keys()) await timed(get, path);
  for (let turn = 0; turn < rounds; turn++)
    for (const path of shuffled(paths, random)) took.get(path)?.push(await timed(get, path));
  const all = [...took.values()].flat();
  const medians = [...took].map(([path, ms]) => ({ path, p50Ms: round(median(ms), 1) }));
  const [slowest = { path: "", p50Ms: 0 }] = medians.toSorted((a, b) => b.p50Ms - a.p50Ms);
  return {
    p95Ms: round(percentile(all, 0.95), 1),
    p50Ms: round(median(all), 1),
    requests: all.length,
    slowest,
  };
}

async function timed(get: (path: string) => Promise<Response>, path: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await get(path);
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}.`);
  return performance.now() - startedAt;
}
