import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { TEMPLATE_DATABASE } from "#lib/testing/database.ts";
import { migrateDatabase } from "#prisma/migrate.ts";
import { startPostgres } from "#start/postgres/cluster.ts";

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
  const template = new URL(url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  await migrateDatabase(template.href);
  // A database can be cloned only while nobody is connected to it.
  await client.query(`alter database ${TEMPLATE_DATABASE} allow_connections false`);
  await client.end();
  process.env.TEST_DATABASE_SERVER_URL = url;
  return async () => {
    await child.stop(5_000);
    await rm(dataDir, { recursive: true, force: true });
  };
}
