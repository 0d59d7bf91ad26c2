import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type PushService, startPushService } from "#e2e/fakes/push/service.ts";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { migrateDatabase } from "#prisma/migrate.ts";
import { runScript } from "#start/children.ts";
import { pagesScript } from "#start/pages.ts";
import { freePort } from "#start/port.ts";
import { loadSecrets } from "#start/secrets.ts";
import { childEnvironment } from "#start/settings.ts";
import { type SystemDatabase, startDatabase } from "./system/database.ts";
import { type SystemProcess, systemProcess } from "./system/process.ts";

export type SystemOptions = {
  /** Settings of web and worker beside those that the system makes. */
  env?: Record<string, string>;
  /** Where the models lie instead of their usual place. */
  modelsDir?: string;
  /** How many workers run. Default 1; with 0, `worker` is there to be started. */
  workers?: number;
};

/** A whole Kith as a user runs it, in a folder of its own. No process comes back by itself. */
export type System = {
  /** `http://localhost:port`, as in NEXTAUTH_URL. */
  baseUrl: string;
  webhookUrl: string;
  dataDir: string;
  databaseUrl: string;
  sql: SystemDatabase["sql"];
  postgres: SystemDatabase;
  /** One account with "Front door" and "Garden gate", already linked. */
  emulator: RingEmulator;
  push: PushService;
  /** The owner's, for signing in. */
  email: string;
  password: string;
  web: SystemProcess;
  worker: SystemProcess;
  workers: SystemProcess[];
  /** What web and worker run with. */
  env: NodeJS.ProcessEnv;
  /** Gives the owner one more device. @returns its endpoint at the push service */
  addSubscription(device?: string): Promise<string>;
  /** GET /api/health. */
  health(): Promise<{ status: number; body: Health }>;
  /** Leaves no process and no folder. */
  stop(): Promise<void>;
};

export type Health = {
  status: "ok" | "degraded" | "down";
  parts: Record<string, { status: string; detail?: string }>;
};

const ROOT = resolve(import.meta.dirname, "..");
/** Of the surroundings only what every program needs: a test's settings are its own. */
const INHERITED = ["PATH", "HOME", "LANG", "TMPDIR", "TZ"] as const;
const START_MS = 180_000;

/** Starts everything and waits until it can be used. */
export async function startSystem(options: SystemOptions = {}): Promise<System> {
  const endings: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    return await assemble(options, endings, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  { env: given = {}, modelsDir, workers: workerCount = 1 }: SystemOptions,
  endings: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<System> {
  const dataDir = await mkdtemp(join(tmpdir(), "kith-system-"));
  endings.push(() => rm(dataDir, { recursive: true, force: true }));
  await mkdir(join(dataDir, "logs"));
  const secrets = await loadSecrets(dataDir);
  const postgres = await startDatabase(dataDir, secrets.postgresPassword);
  endings.push(() => postgres.stop());
  await migrateDatabase(postgres.url);

  const push = await startPushService();
  endings.push(() => push.close());
  const certificate = join(dataDir, "push-ca.pem");
  await writeFile(certificate, push.caPem);
  const emulator = await startRingEmulator({ recordingDelayMs: 0 });
  endings.push(() => emulator.close());

  const port = await freePort();
  const settings = settingsOf(push, {
    ...given,
    NODE_EXTRA_CA_CERTS: certificate,
    MODELS_DIR: modelsDir ?? process.env.MODELS_DIR,
  });
  const env = childEnvironment(settings, {
    plan: { port, dataDir, modelsDir, embedsPostgres: true, isDemo: true },
    dataDir,
    databaseUrl: postgres.url,
    secrets,
    emulator: { port: Number(new URL(emulator.apiUrl).port), mediaPort: 0 },
  });
  const webhookUrl = `http://127.0.0.1:${port}/api/webhooks/ring`;
  await prepareRing(emulator, webhookUrl, env);
  const inProject = { root: ROOT, dataDir, env };
  await runScript("start/seed-demo.ts", inProject, AbortSignal.timeout(START_MS));

  const run = (name: string, ...script: [string, ...string[]]) => {
    const process = systemProcess({ name, script, ...inProject });
    endings.push(() => process.stop());
    return process;
  };
  const web = run("web", ...pagesScript(port));
  const worker = run("worker", "worker/main.ts");
  const more = Array.from({ length: Math.max(0, workerCount - 1) }, (_, index) =>
    run(`worker-${index + 2}`, "worker/main.ts"),
  );
  const workers = [worker, ...more];
  const baseUrl = env.NEXTAUTH_URL ?? "";
  await startAll(web, workerCount > 0 ? workers : [], baseUrl, postgres);
  return {
    baseUrl,
    webhookUrl,
    dataDir,
    databaseUrl: postgres.url,
    sql: postgres.sql,
    postgres,
    emulator,
    push,
    email: env.DEMO_EMAIL ?? "",
    password: env.DEMO_PASSWORD ?? "",
    web,
    worker,
    workers,
    env,
    addSubscription: (device = "Test phone") => addSubscription(postgres, push, device),
    health: () => readHealth(baseUrl),
    stop,
  };
}

/** Resolves once the pages answer and, where a worker runs, the cameras are known. */
async function startAll(
  web: SystemProcess,
  workers: SystemProcess[],
  baseUrl: string,
  { sql }: SystemDatabase,
): Promise<void> {
  web.start();
  await eventually(() => fetch(`${baseUrl}/api/health`), START_MS);
  if (workers.length === 0) return;
  for (const worker of workers) worker.start();
  const cameras = () => sql("select 1 from cameras");
  await eventually(async () => (await cameras()).length === 2, START_MS);
}

/** What the owner has set, in the words of `npm start`. */
function settingsOf(push: PushService, given: Record<string, string | undefined>) {
  const inherited = Object.fromEntries(INHERITED.map((name) => [name, process.env[name]]));
  const allowed = new URL(push.origin).host;
  const settings = { ...inherited, PUSH_HOST_ALLOWLIST: allowed, ...given };
  return settings as Record<string, string | undefined> as NodeJS.ProcessEnv;
}

/** Makes the emulator agree with what web and worker are told, with one household's devices. */
async function prepareRing(
  { settings, control }: RingEmulator,
  webhookUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  Object.assign(settings, {
    webhookUrl,
    hmacKey: env.RING_HMAC_KEYS?.split(",")[0],
    clientId: env.RING_CLIENT_ID,
    clientSecret: env.RING_CLIENT_SECRET,
  });
  await control.addAccount({
    name: "Sam",
    devices: [{ name: "Front door" }, { name: "Garden gate", kind: "camera" }],
  });
}

async function addSubscription(
  { sql }: SystemDatabase,
  push: PushService,
  device: string,
): Promise<string> {
  const { endpoint, p256dh, auth } = push.newSubscription();
  await sql(
    `insert into subscriptions (id, household_id, account_id, endpoint, p256dh, auth, device)
     select gen_random_uuid(), household_id, account_id, $1, $2, $3, $4
     from memberships where role = 'owner' order by created_at limit 1`,
    [endpoint, p256dh, auth, device],
  );
  return endpoint;
}

async function readHealth(baseUrl: string): Promise<{ status: number; body: Health }> {
  const answer = await fetch(`${baseUrl}/api/health`);
  return { status: answer.status, body: (await answer.json()) as Health };
}
