import pg from "pg";
import { expect, it } from "vitest";
import { closeDb, db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { enqueue } from "./queue.ts";

const database = withTestDatabase();

it("runs a job at its time, whatever time zone the database server is set to", async () => {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  try {
    const { rows: names } = await client.query("select current_database() as name");
    await client.query(`alter database ${names[0].name} set timezone to 'America/St_Johns'`);
    await closeDb();
    const runAt = new Date("2031-07-01T12:00:00.250Z");
    const options = { runAt, key: "once" };
    await db().$transaction((tx) => enqueue(tx, "fetch-clip", { eventId: "e" }, options));
    const { rows } = await client.query("select run_at from graphile_worker.jobs");
    expect(rows).toEqual([{ run_at: runAt }]);
  } finally {
    await client.end();
  }
});
