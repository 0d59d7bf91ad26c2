/** Compares what the emulator made with what Kith holds and what the push service received. */
import type { MadeEvent } from "./play.ts";

/** An event as Kith holds it. */
export type LedgerRow = {
  id: string;
  deviceId: string;
  kind: string;
  /** Epoch ms. */
  at: number;
  /** Epoch ms. */
  receivedAt: number;
  source: string;
  outcome: string | null;
  reason: string | null;
  isDecided: boolean;
  householdId: string;
  /** Its camera, its visit or a face of it is another household's. */
  isCrossed: boolean;
  /** How many different things a member was to be told of it. */
  told: number;
};

/** A message about an event, as the push service took it. */
export type ReceivedMessage = { endpoint: string; eventId: string };

export type Evidence = {
  made: readonly MadeEvent[];
  rows: readonly LedgerRow[];
  messages: readonly ReceivedMessage[];
  householdByEndpoint: ReadonlyMap<string, string>;
  /** Epoch ms of the emulator's first try, by a webhook's id there. */
  firstTryById: ReadonlyMap<number, number>;
  /** Older events raise no alert. */
  maxAgeMs: number;
};

export type Tally = {
  /** As the emulator made them. */
  events: number;
  /** Of those, how many are one row with one outcome and a decision. */
  accounted: number;
  /** Not there at all, or without an outcome. */
  lost: number;
  /** Messages beyond one a device for each thing that was to be told of an event. */
  pushedTwice: number;
  /** Messages about events that were too old for an alert when Kith first heard of them. */
  pushedLate: number;
  /** Events that nobody made. */
  strays: number;
  /** Rows and messages that reached another household. */
  crossed: number;
  pushes: number;
  byOutcome: Record<string, number>;
  byDelivery: Record<string, number>;
  byMedia: Record<string, number>;
  bySource: Record<string, number>;
};

export function takeTally(evidence: Evidence): Tally {
  const { made, rows, messages, householdByEndpoint } = evidence;
  const rowById = new Map(rows.map((row) => [row.id, row]));
  const rowsByKey = Map.groupBy(rows, keyOf);
  const held = made.map((event) => ({ event, rows: rowsByKey.get(keyOf(event)) ?? [] }));
  const lateIds = new Set(
    held.flatMap(({ event, rows: own }) =>
      own.filter((row) => isLate(event, row, evidence)).map(({ id }) => id),
    ),
  );
  const isForeign = ({ endpoint, eventId }: ReceivedMessage) =>
    householdByEndpoint.get(endpoint) !== rowById.get(eventId)?.householdId;
  return {
    events: made.length,
    accounted: held.filter(({ rows: own }) => own.length === 1 && own.every(isSettled)).length,
    lost: held.filter(({ rows: own }) => !own.some(({ outcome }) => outcome)).length,
    pushedTwice: countExcess(messages, rowById),
    pushedLate: messages.filter(({ eventId }) => lateIds.has(eventId)).length,
    strays: rows.length - held.reduce((total, { rows: own }) => total + own.length, 0),
    crossed: rows.filter(({ isCrossed }) => isCrossed).length + messages.filter(isForeign).length,
    pushes: messages.length,
    byOutcome: countBy(rows, ({ outcome, reason }) => [outcome, reason].filter(Boolean).join(": ")),
    byDelivery: countBy(made, ({ delivery }) => delivery),
    byMedia: countBy(made, ({ media }) => media),
    bySource: countBy(rows, ({ source }) => source),
  };
}

/** What tells two events apart, for Ring and for Kith. */
const keyOf = ({ deviceId, kind, at }: { deviceId: string; kind: string; at: number }) =>
  `${deviceId} ${kind} ${at}`;

const isSettled = ({ outcome, isDecided }: LedgerRow) => outcome !== null && isDecided;

/** Kith hears of an event by the first try of a webhook at the earliest, or finds it in the history. */
function isLate(
  { at, deliveries }: MadeEvent,
  { source, receivedAt }: LedgerRow,
  { firstTryById, maxAgeMs }: Evidence,
): boolean {
  const tries = deliveries.flatMap((id) => firstTryById.get(id) ?? []);
  const heardAt = source === "webhook" && tries.length > 0 ? Math.min(...tries) : receivedAt;
  return heardAt - at > maxAgeMs;
}

function countExcess(
  messages: readonly ReceivedMessage[],
  rowById: ReadonlyMap<string, LedgerRow>,
): number {
  const copies = Map.groupBy(messages, ({ endpoint, eventId }) => `${endpoint} ${eventId}`);
  return [...copies.values()].reduce((excess, same) => {
    const told = rowById.get(same[0]?.eventId ?? "")?.told ?? 0;
    return excess + Math.max(0, same.length - told);
  }, 0);
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Record<string, number> {
  const groups = [...Map.groupBy(items, nameOf)].map(
    ([name, same]) => [name, same.length] as const,
  );
  return Object.fromEntries(groups.sort(([, a], [, b]) => b - a));
}
