import { rm } from "node:fs/promises";
import { allowConnections } from "#lib/infra/connections.ts";
import { env } from "#lib/infra/env.ts";
import { logger } from "#lib/infra/logger.ts";
import { store } from "#lib/infra/store.ts";
import { keepLedgerSoon } from "#lib/ledger/commands.ts";
import { tendEmbeddersSoon } from "#lib/models/commands.ts";
import { fetchMissingModels } from "#models/download.ts";
import { createFaceIndex } from "./gallery/face-index.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { createRecognitionModels } from "./inference/recognition-models.ts";
import { createLiveness } from "./liveness.ts";
import { standBack } from "./priority.ts";
import { CONNECTIONS_NEEDED, startRunners } from "./run.ts";
import { tasks } from "./tasks/index.ts";
import { createTempDirs } from "./temp-dirs.ts";

standBack();
allowConnections(CONNECTIONS_NEEDED);
const settings = env();
const now = () => new Date();

const tempDirs = await createTempDirs(settings.DATA_DIR);
const models = createRecognitionModels(settings.MODELS_DIR, fetchMissingModels, now);
const liveness = await createLiveness(settings.DATABASE_URL);
const runners = await startRunners(
  settings.DATABASE_URL,
  tasks,
  {
    engines: models.engines,
    fetchModels: models.fetch,
    hasModels: models.has,
    faceIndex: createFaceIndex(),
    store: store(),
    now,
    createTempDir: tempDirs.create,
    removeTempDir: (path) => rm(path, { recursive: true, force: true }),
  },
  liveness,
);
await keepLedgerSoon();
await tendEmbeddersSoon();
const heartbeat = startHeartbeat(models, liveness, now);
logger.info("worker started");

let isStopping = false;

/** Takes no new job, lets the running ones end, closes everything. */
async function drain(reason: string): Promise<void> {
  logger.info({ reason }, "worker drains");
  await Promise.allSettled(runners.map((runner) => runner.stop(reason)));
  await heartbeat.stop();
  await models.close();
  await liveness.close();
  await tempDirs.removeAll();
}

function stop(reason: string): void {
  if (isStopping) return;
  isStopping = true;
  drain(reason).then(
    () => process.exit(0),
    (error) => {
      logger.error({ err: error }, "worker did not stop cleanly");
      process.exit(1);
    },
  );
}

process.once("SIGTERM", () => stop("SIGTERM"));
process.once("SIGINT", () => stop("SIGINT"));
// The queue stops a runner by itself when Postgres took a job's end from it. Without it nothing can
// be drained, only waited for: whoever supervises starts us anew.
liveness.events.on("stop", () => {
  if (isStopping) return;
  logger.error("the queue stopped a runner");
  process.exit(1);
});
for (const runner of runners) runner.promise.catch(() => undefined);
