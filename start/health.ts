import { z } from "zod";
import { whenAnswering } from "./children.ts";
import { say } from "./terminal.ts";

const reportSchema = z.object({
  parts: z.record(z.string(), z.object({ status: z.string(), detail: z.string().default("") })),
});

/**
 * Waits until the health report says that all is well. What is still down after a minute (a full disk,
 * a bucket that does not answer) is told, and keeps the rest from nothing: events wait for it.
 *
 * @throws StartFailure when there is no report at all.
 */
export async function whenHealthy(url: string, log: string, signal: AbortSignal): Promise<void> {
  try {
    await whenAnswering(url, log, signal);
  } catch (error) {
    const report = signal.aborted ? undefined : await readReport(url);
    if (!report) throw error;
    say("Not everything works yet:");
    for (const [name, { status, detail }] of Object.entries(report.parts)) {
      if (status === "down") say(`  ${name}: ${detail}`);
    }
  }
}

async function readReport(url: string) {
  const answer = await fetch(url).catch(() => undefined);
  return reportSchema.safeParse(await answer?.json().catch(() => undefined)).data;
}
