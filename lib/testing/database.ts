import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closeDb } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";

/** The Postgres that `lib/testing/global-setup.ts` started for this run, and its migrated template. */
const serverUrl = () => {
  const url = process.env["TEST_DATABASE_SERVER_URL"];
  if (!url) throw new Error("No test database: run through vitest, which starts one.");
  return url;
};
const TEMPLATE = "kith_template";

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Address of a database of that name on the test server. */
export function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes a fresh database, migrated unless `empty`, and returns its address and its end. */
export async function createDatabase({ empty = false } = {}): Promise<{
  url: string;
  drop: () => Promise<void>;
}> {
  const name = `kith_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create database ${name}${empty ? "" : ` template ${TEMPLATE}`}`);
  return { url: databaseUrl(name), drop: () => onServer(`drop database ${name} with (force)`) };
}

/** Gives the test file a database of its own: `db()` and `env()` point to it until the file ends. */
export function useTestDatabase(): { url: () => string } {
  let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
  beforeAll(async () => {
    database = await createDatabase();
    process.env["DATABASE_URL"] = database.url;
    forgetEnv();
  });
  afterAll(async () => {
    await closeDb();
    await database?.drop();
  });
  return {
    url: () => {
      if (!database) throw new Error("The database is there once the tests run.");
      return database.url;
    },
  };
}
