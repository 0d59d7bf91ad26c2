import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "#prisma/generated/client.ts";
import { mostConnections } from "./connections.ts";
import { env } from "./env.ts";
import { endSilent, LONGEST_TRANSACTION_MS, patience } from "./patience.ts";

/** A transaction, as commands hand it to `enqueue`. */
export type Transaction = Prisma.TransactionClient;

// Kept on globalThis: Next evaluates a module once for each of its bundles, and each would open a pool.
const shared = globalThis as typeof globalThis & { kithDb?: PrismaClient };

// Prisma writes and reads times without their zone, as UTC: in a session of another zone every one of
// them would be off by hours, and jobs would run at once or much too late.
const UTC_SESSION = "-c TimeZone=UTC";

// What is asked of a long history lies in memory or on a disk without a head: a page here and there costs
// hardly more than the next one. Told otherwise, Postgres reads whole tables for a few thousand rows.
const RANDOM_ACCESS = "-c random_page_cost=1.1";

/** Texts prepared once a connection. More are not: a list in a query makes a text for each length. */
const MAX_PREPARED = 400;
const preparedNames = new Map<string, string>();

/** Postgres parses and plans a named statement once a connection instead of every time. */
function preparedName({ sql }: { sql: string }): string {
  const known = preparedNames.get(sql);
  // An empty name is what an unnamed statement has.
  if (known !== undefined || preparedNames.size >= MAX_PREPARED) return known ?? "";
  const name = `kith_${preparedNames.size}`;
  preparedNames.set(sql, name);
  return name;
}

/**
 * Whoever has no hurry gives up waiting for another transaction before its own time is over: then it is
 * known what it failed for, see `isDatabaseBusy`.
 */
const LOCK_TIMEOUT_MS = 12_000;

/** As many connections as this process needs, which wait for an answer as long as it has patience. */
function connections(): pg.Pool {
  const limits = patience();
  // Postgres goes on with a statement for which nobody waits any more.
  const longest = limits
    ? `-c statement_timeout=${limits.transactionMs}`
    : `-c lock_timeout=${LOCK_TIMEOUT_MS}`;
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: mostConnections(),
    options: [UTC_SESSION, RANDOM_ACCESS, longest].join(" "),
    keepAlive: true,
    connectionTimeoutMillis: limits?.answerMs ?? 0,
  });
  if (limits) endSilent(pool, limits);
  return pool;
}

/** The one Prisma client of this process; connects on first use. */
export function db(): PrismaClient {
  shared.kithDb ??= new PrismaClient({
    adapter: new PrismaPg(connections(), {
      statementNameGenerator: preparedName,
      disposeExternalPool: true,
    }),
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  });
  return shared.kithDb;
}

/** Closes the pool, for a clean stop and for tests. */
export async function closeDb(): Promise<void> {
  const client = shared.kithDb;
  delete shared.kithDb;
  await client?.$disconnect();
}

/** For transactions in which thousands of faces may move. */
export const LONG = { timeout: LONGEST_TRANSACTION_MS };

/**
 * Waits until no other transaction holds the household, then holds it until the end of this one.
 * Visits, people and decisions are read and written under it, so that parallel jobs see each other.
 */
export async function lockHousehold(tx: Transaction, householdId: string): Promise<void> {
  await tx.$queryRaw`select 1 from (select pg_advisory_xact_lock(hashtextextended(${householdId}, 0))) as held`;
}

/**
 * A transaction that ends without waiting for the disk. Only for what a job does again when it is
 * lost, and that nobody outside has been told of.
 *
 * [Note: Lazy commits] Transactions that announce something, as adding a job does, end one after the
 * other in all of Postgres, and each waits for the disk: in a flood of events a webhook would wait
 * behind the worker. A lazy commit is lost only when Postgres itself dies, and then with every later
 * one that nobody waited for, so with the completion of its job as well: the job runs again.
 */
export async function transactLazily<Result>(
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return await db().$transaction(async (tx) => {
    await tx.$executeRaw`set local synchronous_commit = off`;
    return await work(tx);
  });
}
