import type pg from "pg";

/** How long a process waits for the database, in ms. */
export type Patience = {
  /** For a connection, and for the answer to a statement outside a transaction. */
  answerMs: number;
  /** For the end of a transaction. */
  transactionMs: number;
};

/** For transactions in which thousands of faces may move: four thousand take some seconds. */
export const LONGEST_TRANSACTION_MS = 60_000;

// Kept on globalThis: Next evaluates a module once for each of its bundles.
const shared = globalThis as typeof globalThis & { kithPatience?: Patience };

/** Null: this process waits for the database as long as it takes. */
export const patience = (): Patience | null => shared.kithPatience ?? null;

/** For a process in which somebody waits for the answer, before its first statement. */
export function losePatience(after: Patience): void {
  shared.kithPatience = after;
}

/**
 * Whether a transaction failed only because others held what it waited for: all connections, or a lock
 * such as a household's. It may be tried again as it is.
 */
export const isDatabaseBusy = ({ message }: Error): boolean =>
  message.includes("Unable to start a transaction in the given time") ||
  message.includes("canceling statement due to lock timeout");

/**
 * Ends each connection of the pool whose database stays silent, so that whoever waits for it gets an
 * error.
 *
 * [Note: A silent database] The driver's own `query_timeout` gives up a statement, not its connection,
 * and a rollback like any other: the connection would go back to the pool within a transaction, and all
 * that is then written through it would never be committed. With its connection Postgres ends the
 * transaction too.
 */
export function endSilent(pool: pg.Pool, { answerMs, transactionMs }: Patience): void {
  const watches = new WeakMap<pg.PoolClient, NodeJS.Timeout>();
  const end = (client: pg.PoolClient) => void client.end().catch(() => undefined);
  const look = (client: pg.PoolClient) => {
    if (client.getTransactionStatus() === "I") return end(client);
    watches.set(client, setTimeout(end, transactionMs - answerMs, client));
  };
  pool.on("acquire", (client) => void watches.set(client, setTimeout(look, answerMs, client)));
  pool.on("release", (_, client) => clearTimeout(watches.get(client)));
}
