import { randomUUID } from "node:crypto";
import { recordHeartbeat } from "#lib/health/commands.ts";
import { logger } from "#lib/infra/logger.ts";
import type { RecognitionModels } from "./inference/recognition-models.ts";
import type { Liveness } from "./liveness.ts";

const BEAT_MS = 5_000;

/** Every five seconds: a sign of life, a look for models, and the jobs that nobody runs given back. */
export function startHeartbeat(
  models: RecognitionModels,
  liveness: Liveness,
  now: () => Date,
): { stop: () => Promise<void> } {
  const workerId = randomUUID();
  let beating: Promise<void> = Promise.resolve();

  async function beat(): Promise<void> {
    try {
      await recordHeartbeat({
        workerId,
        seenAt: now(),
        rssBytes: process.memoryUsage.rss(),
        models: await models.refresh(),
      });
      await liveness.releaseLostJobs();
    } catch (error) {
      logger.warn({ err: error }, "heartbeat failed");
    }
  }

  beating = beat();
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, BEAT_MS);
  return {
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
