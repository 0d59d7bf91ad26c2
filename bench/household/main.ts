/**
 * Makes a household of 100,000 visits, 2,000 people and 200,000 faces: `DATA_DIR=large npm run seed`,
 * then `DATA_DIR=large npm start`. With DATABASE_URL it goes into that Postgres. A database that holds a
 * household already is refused.
 *
 * --seed N  what all of it follows from, 1 unless given
 */
import { parseArgs } from "node:util";
import pg from "pg";
import { store } from "#lib/infra/store.ts";
import { migrateDatabase } from "#prisma/migrate.ts";
import { claimDataFolder } from "#start/data-folder.ts";
import { StartFailure } from "#start/failure.ts";
import { startPostgres } from "#start/postgres/cluster.ts";
import { requireRuntime } from "#start/runtime.ts";
import { loadSecrets, type Secrets } from "#start/secrets.ts";
import { childEnvironment, type Plan, readPlan } from "#start/settings.ts";
import { say, step } from "#start/terminal.ts";
import { LARGE, seedHousehold } from "./seed.ts";

const GRACE_MS = 60_000;

const { values } = parseArgs({ options: { seed: { type: "string", default: "1" } } });

async function run(endings: (() => Promise<unknown>)[]): Promise<void> {
  requireRuntime();
  if (!process.env.DATA_DIR && !process.env.DATABASE_URL)
    throw new StartFailure("Say where the household shall be: DATA_DIR=large npm run seed");
  const plan = readPlan(process.env);
  const { dataDir, release } = await claimDataFolder(plan.dataDir);
  endings.push(release);
  const secrets = await loadSecrets(dataDir);
  const databaseUrl = await openDatabase(plan, dataDir, secrets, endings);
  await refuseHouseholds(databaseUrl);
  // With an emulator the owner is the demo's: `npm start` finds them, and tells their password.
  const emulator = { port: 0, mediaPort: 0 };
  const env = childEnvironment(process.env, { plan, dataDir, databaseUrl, secrets, emulator });
  Object.assign(process.env, env);
  const [email, password] = [env.DEMO_EMAIL ?? "", env.DEMO_PASSWORD ?? ""];
  await step("Making a large household, which takes a minute or two", () =>
    seedHousehold({
      ...{ databaseUrl, email, password, store: store() },
      ...{ seed: Number(values.seed), until: new Date(), size: LARGE },
      say: (line) => say(`  ${line}`),
    }),
  );
  say(`Start Kith with the same settings, and sign in as ${email} with ${password}`);
}

async function openDatabase(
  plan: Plan,
  dataDir: string,
  { postgresPassword }: Secrets,
  endings: (() => Promise<unknown>)[],
): Promise<string> {
  if (!plan.embedsPostgres) return process.env.DATABASE_URL ?? "";
  const { url, child } = await startPostgres({ dataDir, password: postgresPassword, say });
  endings.push(() => child.stop(GRACE_MS));
  return url;
}

/** Brings the database up to date. @throws StartFailure when there is a household */
async function refuseHouseholds(databaseUrl: string): Promise<void> {
  await migrateDatabase(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query("select 1 from households limit 1");
  await client.end();
  if (rowCount) throw new StartFailure("There is a household already: nothing was written.");
}

const endings: (() => Promise<unknown>)[] = [];
try {
  await run(endings);
} catch (error) {
  say(error instanceof StartFailure ? error.message : String((error as Error).stack));
  process.exitCode = 1;
} finally {
  for (const end of endings.reverse()) await end();
}
process.exit();
