import pg from "pg";
import { afterEach, expect, it } from "vitest";
import { withTestDatabase } from "#lib/testing/database.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { createLiveness, type Liveness } from "./liveness.ts";

const database = withTestDatabase();
const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function begin(poolId: string): Promise<Liveness> {
  const liveness = await createLiveness(database.url());
  open.push(liveness);
  liveness.events.emit("pool:create", { workerPool: { id: poolId } } as never);
  await liveness.releaseLostJobs();
  return liveness;
}

async function sql(text: string, values: unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  return await client.query(text, values).finally(() => client.end());
}

/** The connections that hold a lock of ours. */
async function holders(): Promise<number[]> {
  const { rows } = await sql(
    `select pid from pg_locks where locktype = 'advisory' and granted
     and database = (select oid from pg_database where datname = current_database())`,
  );
  return rows.map(({ pid }) => pid);
}

it("holds its lock again after its connection was lost", async () => {
  await begin("pool-1");
  const [first, ...others] = await holders();
  expect(others).toEqual([]);
  await sql("select pg_terminate_backend($1)", [first]);
  await eventually(async () => {
    const [next] = await holders();
    return next !== undefined && next !== first;
  });
});
