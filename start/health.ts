import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { StartFailure } from "./failure.ts";
import { say } from "./terminal.ts";

const reportSchema = z.object({
  parts: z.record(z.string(), z.object({ status: z.string(), detail: z.string().default("") })),
});
type Report = z.infer<typeof reportSchema>;

const READY_WITHIN_MS = 60_000;
const POLL_MS = 100;
/** What comes up with the pages within seconds. Other parts, as a bucket, may stay down for long. */
const OWN_PARTS = ["database", "queue", "worker"];

/**
 * Waits until the health report says that what Kith starts itself is well. What is down then (a full
 * disk, a bucket that does not answer) is told, and keeps the rest from nothing: events wait for it.
 *
 * @throws StartFailure when there is no report after a minute.
 */
export async function whenHealthy(url: string, log: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  let report = await readReport(url);
  while (!(report && downParts(report).every(([name]) => !OWN_PARTS.includes(name)))) {
    if (performance.now() > until) break;
    await setTimeout(POLL_MS, undefined, { signal });
    report = await readReport(url);
  }
  if (!report) throw new StartFailure(`${url} does not answer; ${log} says more.`);
  const down = downParts(report);
  if (down.length > 0) say("Not everything works yet:");
  for (const [name, { detail }] of down) say(`  ${name}: ${detail}`);
}

const downParts = ({ parts }: Report) =>
  Object.entries(parts).filter(([, { status }]) => status === "down");

async function readReport(url: string): Promise<Report | undefined> {
  const answer = await fetch(url).catch(() => undefined);
  return reportSchema.safeParse(await answer?.json().catch(() => undefined)).data;
}
