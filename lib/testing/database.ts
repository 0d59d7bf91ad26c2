import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { closeDb } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";

/** The Postgres that `e2e/parts-setup.ts` started for this run, and its migrated template. */
const serverUrl = () => {
  const url = process.env.TEST_DATABASE_SERVER_URL;
  if (!url) throw new Error("No test database: run through vitest, which starts one.");
  return url;
};
/** The migrated database that test databases are cloned from. */
export const TEMPLATE_DATABASE = "kith_template";

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(name: string): string {
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
  await onServer(`create database ${name}${empty ? "" : ` template ${TEMPLATE_DATABASE}`}`);
  return { url: databaseUrl(name), drop: () => onServer(`drop database ${name} with (force)`) };
}

/** What `env()` asks for and a test seldom cares about. */
const settings = {
  NEXTAUTH_SECRET: "test-secret-test-secret-test-secret-",
  TOKEN_KEYS: `test:${Buffer.alloc(32, 7).toString("base64")}`,
  VAPID_PUBLIC_KEY: "test",
  VAPID_PRIVATE_KEY: "test",
  RING_CLIENT_ID: "test",
  RING_CLIENT_SECRET: "test",
  RING_HMAC_KEYS: "test",
};

/**
 * Gives the test file a database of its own: `db()` and `env()` point to it until the file ends.
 *
 * @param more settings that the tests of the file rely on.
 */
export function withTestDatabase(more: Record<string, string> = {}): { url: () => string } {
  let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
  beforeAll(async () => {
    database = await createDatabase();
    Object.assign(process.env, settings, more, { DATABASE_URL: database.url });
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
