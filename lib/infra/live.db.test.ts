import { randomUUID } from "node:crypto";
import pg from "pg";
import { expect, it, vi } from "vitest";
import { withTestDatabase } from "#lib/testing/database.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { db } from "./db.ts";
import { announceChange, mayHaveChanged, subscribeToChanges } from "./live.ts";

const database = withTestDatabase();

/** Ends every connection that listens, as a restart of Postgres does. */
async function endListeners(): Promise<number> {
  const client = new pg.Client({ connectionString: database.url() });
  await client.connect();
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %'`,
  );
  await client.end();
  return rowCount ?? 0;
}

it("hears of changes again after its connection was lost, and of nobody else's", async () => {
  const [own, other] = [randomUUID(), randomUUID()];
  let heard = 0;
  let heardElsewhere = 0;
  const stop = await subscribeToChanges(own, () => {
    heard += 1;
  });
  await db().$transaction((tx) => announceChange(tx, own));
  await eventually(async () => heard === 1);

  expect(await endListeners()).toBe(1);
  // Whoever was cut off is told to look again, for it may have missed something.
  await eventually(async () => heard === 2);
  const stopOther = await subscribeToChanges(other, () => {
    heardElsewhere += 1;
  });
  await db().$transaction((tx) => announceChange(tx, own));
  await eventually(async () => heard === 3);
  expect(heardElsewhere).toBe(0);
  stop();
  stopOther();
  await endListeners();
});

it("knows whether a household may have changed since a page of it was made", async () => {
  const [own, other] = [randomUUID(), randomUUID()];
  let heard = 0;
  const stop = await subscribeToChanges(own, () => {
    heard += 1;
  });
  const longAgo = Date.now() - 60_000;
  const later = Date.now() + 60_000;
  // Nobody listened then.
  expect(mayHaveChanged(other, longAgo)).toBe(true);
  expect(mayHaveChanged(own, later)).toBe(false);

  vi.useFakeTimers({ now: later + 60_000, toFake: ["Date"] });
  await db().$transaction((tx) => announceChange(tx, own));
  await eventually(async () => heard === 1);
  expect(mayHaveChanged(own, later)).toBe(true);
  expect(mayHaveChanged(other, later)).toBe(false);
  vi.useRealTimers();

  expect(await endListeners()).toBe(1);
  await eventually(async () => heard === 2);
  expect(mayHaveChanged(other, longAgo)).toBe(true);
  stop();
  await endListeners();
});
