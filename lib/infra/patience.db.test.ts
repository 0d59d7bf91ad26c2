import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withTestDatabase } from "#lib/testing/database.ts";
import { closeDb, db, LONG } from "./db.ts";
import { forgetEnv } from "./env.ts";
import { losePatience } from "./patience.ts";

const database = withTestDatabase();
const CONNECTIONS = 10;

/** Stands between Kith and Postgres, and passes nothing on while it is frozen. */
const wires: { from: Socket; to: Socket }[] = [];
let isFrozen = false;
const line = createServer((near) => {
  const far = connect(Number(new URL(database.url()).port), "127.0.0.1");
  join({ from: near, to: far });
  join({ from: far, to: near });
});

function join(wire: (typeof wires)[number]): void {
  wires.push(wire);
  wire.from.on("close", () => wire.to.destroy()).on("error", () => undefined);
  if (!isFrozen) wire.from.pipe(wire.to);
}

function freeze(): void {
  isFrozen = true;
  for (const { from } of wires) from.unpipe().pause();
}

function thaw(): void {
  isFrozen = false;
  for (const { from, to } of wires) from.pipe(to);
}

beforeAll(async () => {
  line.listen(0, "127.0.0.1");
  await once(line, "listening");
  const address = new URL(database.url());
  address.port = String((line.address() as AddressInfo).port);
  process.env.DATABASE_URL = address.href;
  forgetEnv();
  losePatience({ answerMs: 2_000, transactionMs: 4_000 });
});
afterAll(async () => {
  await closeDb();
  line.close();
});

const addHousehold = (name: string) =>
  db().$transaction((tx) => tx.household.create({ data: { id: randomUUID(), name } }), LONG);

const atOnce = <Result>(work: (index: number) => Promise<Result>) =>
  Promise.allSettled(Array.from({ length: 2 * CONNECTIONS }, (_, index) => work(index)));

const states = (results: PromiseSettledResult<unknown>[]) => [
  ...new Set(results.map(({ status }) => status)),
];

it("gives up a silent database, and has all of its connections again once it answers", async () => {
  expect(states(await atOnce(() => db().household.count()))).toEqual(["fulfilled"]);
  freeze();
  expect(states(await atOnce(() => db().household.count()))).toEqual(["rejected"]);
  // Now there is no connection left: not even one is made.
  expect(states(await atOnce(() => db().household.count()))).toEqual(["rejected"]);
  thaw();
  expect(states(await atOnce(() => db().household.count()))).toEqual(["fulfilled"]);
});

it("leaves nobody within a transaction that fell silent half-way", async () => {
  let begun = 0;
  const halfway = Promise.withResolvers<void>();
  const work = Array.from({ length: CONNECTIONS }, () =>
    db().$transaction(async (tx) => {
      await tx.household.create({ data: { id: randomUUID(), name: "Half" } });
      begun += 1;
      if (begun === CONNECTIONS) halfway.resolve();
      await halfway.promise;
      freeze();
      return await tx.household.count();
    }, LONG),
  );
  expect(states(await Promise.allSettled(work))).toEqual(["rejected"]);
  thaw();
  expect(states(await atOnce((index) => addHousehold(`Whole ${index}`)))).toEqual(["fulfilled"]);
  await closeDb();
  const left = await db().household.findMany({ select: { name: true } });
  expect(left.filter(({ name }) => name === "Half")).toEqual([]);
  expect(left.filter(({ name }) => name.startsWith("Whole"))).toHaveLength(2 * CONNECTIONS);
});
