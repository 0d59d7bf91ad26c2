/**
 * Troubles by chance: shares of events and of media requests that go wrong, drawn from a seed. A draw
 * depends on the seed, the event's number and the attempt alone, so that the same orders meet the
 * same troubles, however fast and in whatever order the product asks.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Fault } from "./fault-kinds.ts";

interface Trouble {
  /** Played by the API, or upon the bytes behind its redirect. */
  at: "api" | "body";
  fault: Fault;
}

const api = (fault: Fault): Trouble => ({ at: "api", fault });
const body = (fault: Fault): Trouble => ({ at: "body", fault });
const status = (code: number, headers: Record<string, string> = {}) => ({
  kind: "status" as const,
  status: code,
  headers,
  times: 1,
});

/** Everything that passes by itself when asked again. */
const TROUBLES = {
  "server-error": api(status(500)),
  unavailable: api(status(503)),
  "too-many": api(status(429, { "retry-after": "1" })),
  "not-ready": api({ ...status(425), code: "RECORDING_NOT_READY" }),
  reset: api({ kind: "reset", times: 1 }),
  "file-missing": body(status(404)),
  "url-expired": body(status(403)),
  truncated: body({ kind: "truncated", times: 1 }),
  empty: body({ kind: "empty", times: 1 }),
  html: body({ kind: "html", times: 1 }),
} satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof TROUBLES;

const TROUBLE_NAMES = Object.keys(TROUBLES) as [TroubleName, ...TroubleName[]];

/** The fault of a trouble if it is played there. */
export function troubleAt(name: TroubleName | null, at: Trouble["at"]): Fault | null {
  const trouble = name === null ? null : TROUBLES[name];
  return trouble?.at === at ? trouble.fault : null;
}

/** 0..1 */
const share = z.number().min(0).max(1).default(0);

const mediaSchema = z.strictObject({
  /** Of the requests for it. */
  share,
  /** Each as likely as the others. */
  of: z.array(z.enum(TROUBLE_NAMES)).min(1).default(TROUBLE_NAMES),
});

export const ratesSchema = z.strictObject({
  /** Of the events: no webhook is ever sent. */
  dropped: share,
  /** Of the others: told twice, half of them under a second request id. */
  duplicated: share,
  /** Of the others: told up to so many contract ms late, and so out of order. */
  late: z
    .strictObject({ share, uptoMs: z.number().positive().default(4_200_000) })
    .default({ share: 0, uptoMs: 4_200_000 }),
  /** Of the events: their recordings ready up to so many contract ms after the usual delay. */
  slow: z
    .strictObject({ share, uptoMs: z.number().positive().default(90_000) })
    .default({ share: 0, uptoMs: 90_000 }),
  clip: mediaSchema.default({ share: 0, of: TROUBLE_NAMES }),
  image: mediaSchema.default({ share: 0, of: TROUBLE_NAMES }),
  /** The emulator's own unless given. */
  seed: z.number().int().optional(),
});

export type Rates = z.infer<typeof ratesSchema>;

/** How an event is told of. */
export interface Fate {
  /** `withheld`: by order, or because the account is not linked. */
  webhook: "sent" | "dropped" | "withheld";
  /** Deliveries beside the first. */
  copies: number;
  newRequestId: boolean;
  /** Contract ms, by chance alone. */
  lateMs: number;
  /** Contract ms by which its recording takes longer than usual, by chance alone. */
  slowMs: number;
}

export const WITHHELD: Fate = {
  webhook: "withheld",
  copies: 0,
  newRequestId: false,
  lateMs: 0,
  slowMs: 0,
};
const SENT: Fate = { ...WITHHELD, webhook: "sent" };

/** The fate of the n-th event. */
export function drawFate(rates: Rates | null, seed: number, number: number): Fate {
  if (!rates) return SENT;
  const chance = (what: string) => draw(rates.seed ?? seed, `${what}:${number}`);
  const upTo = (what: string, { share, uptoMs }: { share: number; uptoMs: number }) =>
    chance(what) < share ? Math.round(chance(`${what}-by`) * uptoMs) : 0;
  const slowMs = upTo("slow", rates.slow);
  if (chance("dropped") < rates.dropped) return { ...SENT, webhook: "dropped", slowMs };
  const copies = chance("duplicated") < rates.duplicated ? 1 : 0;
  return {
    webhook: "sent",
    copies,
    newRequestId: copies > 0 && chance("request-id") < 0.5,
    lateMs: upTo("late", rates.late),
    slowMs,
  };
}

/** What the n-th request for an event's clip or image meets, or null for a healthy answer. */
export function drawTrouble(
  rates: Rates | null,
  seed: number,
  { kind, event, attempt }: { kind: "clip" | "image"; event: number; attempt: number },
): TroubleName | null {
  if (!rates) return null;
  const { share, of } = rates[kind];
  const chance = (what: string) => draw(rates.seed ?? seed, `${kind}:${what}:${event}:${attempt}`);
  if (chance("fails") >= share) return null;
  return of[Math.floor(chance("how") * of.length)] ?? null;
}

/** A number in 0..1, below 1, that depends on seed and label alone. */
function draw(seed: number, label: string): number {
  return createHash("sha256").update(`${seed}:draw:${label}`).digest().readUIntBE(0, 6) / 2 ** 48;
}
