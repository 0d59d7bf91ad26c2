import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "#prisma/migrate.ts";
import { startPostgres } from "#start/postgres/cluster.ts";
import { TEMPLATE_DATABASE } from "./database.ts";

/** Before all tests: a Postgres of their own, with a migrated template that test files clone. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "kith-test-"));
  const { url, child } = await startPostgres({
    dataDir,
    password: "test",
    say: () => undefined,
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const template = new URL(url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  await migrateDatabase(template.href);
  process.env.TEST_DATABASE_SERVER_URL = url;
  return async () => {
    await child.stop(5_000);
    await rm(dataDir, { recursive: true, force: true });
  };
}
