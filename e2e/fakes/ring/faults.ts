/**
 * Failures on order: per route a queue, of which every request takes the next. `scenarios.ts` names
 * the combinations of the contract.
 */
import { z } from "zod";

/** Where a fault can be played. The `-body` routes are the bytes themselves, on whichever origin. */
const FAULT_ROUTES = [
  "token",
  "users-me",
  "devices",
  "history",
  "integrations",
  "clip",
  "image",
  "clip-body",
  "image-body",
] as const;

export type FaultRoute = (typeof FAULT_ROUTES)[number];

const times = z.number().int().positive().default(1);

/** One kind of failure; `times` requests meet it, one after the other. */
const faultSchema = z.discriminatedUnion("kind", [
  /** A healthy answer: lets requests through before the next fault. */
  z.object({ kind: z.literal("pass"), times }),
  /** A plain answer. `code` becomes a JSON:API error body; without it the body is empty. */
  z.object({
    kind: z.literal("status"),
    status: z.number().int(),
    code: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    times,
  }),
  /** Content-Length of the whole, half of the bytes, then the connection closes. */
  z.object({ kind: z.literal("truncated"), times }),
  /** A sound HTTP answer of the first half of the file: the end of mdat (or moov) is missing. */
  z.object({ kind: z.literal("half-file"), times }),
  /** 200 with no bytes. */
  z.object({ kind: z.literal("empty"), times }),
  /** 200 video/mp4 whose body is a web page. */
  z.object({ kind: z.literal("html"), times }),
  /** 200 video/mp4 of undecodable bytes, as encrypted media might look. */
  z.object({ kind: z.literal("garbage"), times }),
  /** A trickle. */
  z.object({ kind: z.literal("slow"), bytesPerSecond: z.number().positive().default(20), times }),
  /** Half of the bytes, then silence while the connection stays open. */
  z.object({ kind: z.literal("stall"), times }),
  /** A short clip: 206 with its true length. */
  z.object({ kind: z.literal("partial"), lengthMs: z.number().positive().default(6000), times }),
  /** A redirect to anywhere. */
  z.object({
    kind: z.literal("redirect"),
    location: z.string(),
    status: z.number().int().default(303),
    times,
  }),
  /** The connection is reset before an answer. */
  z.object({ kind: z.literal("reset"), times }),
  /** No answer, ever. */
  z.object({ kind: z.literal("hang"), times }),
  /** The request is carried out, then the connection is reset: nobody hears the answer. */
  z.object({ kind: z.literal("lost"), times }),
  /** The request is carried out and its answer never comes. */
  z.object({ kind: z.literal("held"), times }),
]);

export type Fault = Exclude<z.infer<typeof faultSchema>, { kind: "pass" }>;

export const faultsSchema = z.partialRecord(z.enum(FAULT_ROUTES), z.array(faultSchema));

/** What a control call sends: defaults may be left out. */
export type FaultsInput = z.input<typeof faultsSchema>;

export interface Faults {
  /** Replaces the queues of the routes named; the others stay. */
  put(input: FaultsInput): void;
  /** Removes and returns what the next request of a route meets, or null for a healthy answer. */
  take(route: FaultRoute): Fault | null;
  clear(): void;
}

export function createFaults(): Faults {
  const queues = new Map<FaultRoute, z.infer<typeof faultSchema>[]>();
  return {
    put(input) {
      const parsed = faultsSchema.parse(input);
      for (const route of FAULT_ROUTES) {
        const list = parsed[route];
        if (list) queues.set(route, list);
      }
    },
    take(route) {
      const queue = queues.get(route);
      const head = queue?.[0];
      if (!queue || !head) return null;
      head.times -= 1;
      if (head.times <= 0) queue.shift();
      return head.kind === "pass" ? null : head;
    },
    clear() {
      queues.clear();
    },
  };
}
