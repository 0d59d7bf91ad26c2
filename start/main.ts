/**
 * `npm start`: everything that Kith needs, in order, and then Kith itself. What the owner brings (a
 * database, a bucket, a Ring client) is used instead of what comes with it.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrateDatabase } from "#prisma/migrate.ts";
import { buildIfChanged } from "./build.ts";
import { runScript, type Surroundings, startScript, whenAnswering } from "./children.ts";
import { claimDataFolder } from "./data-folder.ts";
import { requireFfmpeg } from "./debian-packages.ts";
import { StartFailure } from "./failure.ts";
import { whenHealthy } from "./health.ts";
import { keepFetchingModels, prepareModels } from "./models.ts";
import { pagesScript } from "./pages.ts";
import { freePort, requireFreePort } from "./port.ts";
import { startPostgres } from "./postgres/cluster.ts";
import { requireRuntime } from "./runtime.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { childEnvironment, emulatorEnvironment, type Plan, readPlan } from "./settings.ts";
import { onSignals, type Stages, stopAll } from "./shutdown.ts";
import { type Fact, say, sayReady, step } from "./terminal.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const stages: Stages = { drained: [], supporting: [], postgres: [] };
/** What else is to be given back at the end. */
const endings: (() => void | Promise<void>)[] = [];

async function start(stopping: AbortSignal): Promise<void> {
  requireRuntime();
  const plan = readPlan(process.env);
  const { dataDir, release } = await claimDataFolder(plan.dataDir);
  endings.push(release);
  await requireFreePort(plan.port);
  await requireFfmpeg();
  const hasModels = await prepareModels(plan.modelsDir);
  const secrets = await loadSecrets(dataDir);

  stopping.throwIfAborted();
  const databaseUrl = await openDatabase(plan, dataDir, secrets);
  await migrateDatabase(databaseUrl);

  const emulator = plan.isDemo
    ? { port: await freePort(), mediaPort: await freePort() }
    : undefined;
  const env = childEnvironment(process.env, { plan, dataDir, databaseUrl, secrets, emulator });
  const surroundings: Surroundings = { root, dataDir, env };
  stopping.throwIfAborted();
  await buildIfChanged(surroundings, stopping);

  stopping.throwIfAborted();
  if (emulator) {
    const environment = emulatorEnvironment(env, plan, emulator);
    stages.supporting.push(
      startScript("emulator", ["e2e/fakes/ring/main.ts"], { ...surroundings, env: environment }),
    );
    const log = join(dataDir, "logs", "emulator.log");
    await whenAnswering(`http://127.0.0.1:${emulator.port}/_emu`, log, stopping);
    await runScript("start/seed-demo.ts", surroundings, stopping);
  }

  stopping.throwIfAborted();
  const web = startScript("web", pagesScript(plan.port), surroundings);
  const worker = startScript("worker", ["worker/main.ts"], surroundings);
  stages.drained.push(web, worker);
  if (!hasModels) endings.push(keepFetchingModels(plan.modelsDir, () => void worker.restart()));
  const log = join(dataDir, "logs", "web.log");
  await whenHealthy(`http://127.0.0.1:${plan.port}/api/health`, log, stopping);
  sayReady(readyFacts(env, dataDir, hasModels));
}

async function openDatabase(plan: Plan, dataDir: string, secrets: Secrets): Promise<string> {
  if (!plan.embedsPostgres) return process.env.DATABASE_URL ?? "";
  const password = secrets.postgresPassword;
  const { url, child } = await step("Starting Postgres", () =>
    startPostgres({ dataDir, password, say }),
  );
  stages.postgres.push(child);
  return url;
}

function readyFacts(env: NodeJS.ProcessEnv, dataDir: string, hasModels: boolean): Fact[] {
  const facts: Fact[] = [["Address", env.NEXTAUTH_URL ?? ""]];
  if (env.RING_EMULATOR === "1") {
    facts.push(["E-mail", env.DEMO_EMAIL ?? ""], ["Password", env.DEMO_PASSWORD ?? ""]);
    facts.push(["Cameras", "a demonstration; set RING_CLIENT_ID for your own"]);
  }
  if (!hasModels) facts.push(["Faces", "not recognised until the models can be fetched"]);
  facts.push(["Logs", join(dataDir, "logs")]);
  return facts;
}

const stopAsked = Promise.withResolvers<void>();
const stopping = onSignals(stages, stopAsked.resolve);
try {
  await start(stopping);
  await stopAsked.promise;
} catch (error) {
  if (!stopping.aborted) {
    say(error instanceof StartFailure ? error.message : String((error as Error).stack));
    process.exitCode = 1;
  }
} finally {
  await stopAll(stages);
  for (const giveBack of endings.reverse()) await giveBack();
}
process.exit();
