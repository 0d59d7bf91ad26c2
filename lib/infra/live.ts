import pg from "pg";
import type { Transaction } from "./db.ts";
import { env } from "./env.ts";
import { logger } from "./logger.ts";
import { patience } from "./patience.ts";

const CHANNEL = "kith_changes";
/** So far apart are the clocks of the machines on which the pages are made, at most. */
const CLOCKS_DIFFER_MS = 2_000;

/** Tells every open page of a household, once the transaction commits, that something changed. */
export async function announceChange(tx: Transaction, householdId: string): Promise<void> {
  await tx.$queryRaw`select pg_notify(${CHANNEL}, ${householdId})::text`;
}

type Listener = { householdId: string; onChange: () => void };
type Hub = {
  listeners: Set<Listener>;
  client: Promise<pg.Client> | undefined;
  /** Since when the connection has heard of everything, ms since 1970. */
  hearsSince: number;
  /** When a household changed last, ms since 1970: only changes that were heard. */
  changedAt: Map<string, number>;
};

// One connection a process, whatever the number of open pages and of bundles that load this module.
const shared = globalThis as typeof globalThis & { kithLive?: Hub };
shared.kithLive ??= {
  listeners: new Set(),
  client: undefined,
  hearsSince: Number.POSITIVE_INFINITY,
  changedAt: new Map(),
};
const hub: Hub = shared.kithLive;

async function listen(): Promise<pg.Client> {
  const answerMs = patience()?.answerMs ?? 0;
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  });
  let isLost = false;
  // A connection that breaks says so twice; the second word, unheard, would end the process.
  const lost = (error?: unknown) => {
    if (isLost) return;
    isLost = true;
    logger.warn({ err: error }, "live connection lost");
    hub.client = undefined;
    hub.hearsSince = Number.POSITIVE_INFINITY;
    // Pages revalidate when they hear anything, so they also catch up on what they missed meanwhile.
    const cutOff = [...hub.listeners];
    setTimeout(() => {
      const left = cutOff.filter((listener) => hub.listeners.has(listener));
      if (left.length === 0) return;
      connection()
        .then(() => {
          for (const listener of left) listener.onChange();
        })
        .catch(() => undefined);
    }, 1_000);
  };
  client.on("error", lost);
  client.on("notification", ({ payload = "" }) => {
    hub.changedAt.set(payload, Date.now());
    for (const listener of hub.listeners) {
      if (listener.householdId === payload) listener.onChange();
    }
  });
  try {
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    hub.hearsSince = Date.now();
  } catch (error) {
    lost(error);
    client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

function connection(): Promise<pg.Client> {
  hub.client ??= listen();
  return hub.client;
}

/**
 * Calls `onChange` after every committed change in the household, until the returned function is
 * called.
 */
export async function subscribeToChanges(
  householdId: string,
  onChange: () => void,
): Promise<() => void> {
  const listener = { householdId, onChange };
  hub.listeners.add(listener);
  try {
    await connection();
  } catch (error) {
    hub.listeners.delete(listener);
    throw error;
  }
  return () => {
    hub.listeners.delete(listener);
  };
}

/**
 * Whether something may have changed in the household since: also where nobody listened then.
 *
 * @param since ms since 1970, by the clock of any machine of ours
 */
export function mayHaveChanged(householdId: string, since: number): boolean {
  const from = since - CLOCKS_DIFFER_MS;
  return hub.hearsSince > from || (hub.changedAt.get(householdId) ?? 0) > from;
}
