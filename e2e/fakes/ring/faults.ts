/**
 * Failures on order: per route a queue, of which every request takes the next, and rates of failures
 * by chance. `scenarios.ts` names the combinations of the contract.
 */
import { z } from "zod";
import { type Fault, faultSchema } from "./fault-kinds.ts";
import { type Rates, ratesSchema } from "./rates.ts";

const queue = z.array(faultSchema).optional();

/** Where a fault can be played. The `-body` routes are the bytes themselves, on whichever origin. */
const queuesSchema = z.strictObject({
  token: queue,
  "users-me": queue,
  devices: queue,
  history: queue,
  integrations: queue,
  clip: queue,
  image: queue,
  "clip-body": queue,
  "image-body": queue,
});

export type FaultRoute = keyof z.infer<typeof queuesSchema>;

const faultsSchema = queuesSchema.extend({
  /** Troubles by chance; null ends them. */
  rates: ratesSchema.nullable().optional(),
});

/** What a control call sends: defaults may be left out. */
export type FaultsInput = z.input<typeof faultsSchema>;

export interface Faults {
  /** Replaces the queues of the routes named and the rates if given; the others stay. */
  put(input: FaultsInput): void;
  /** Removes and returns what the next request of a route meets, or null for a healthy answer. */
  take(route: FaultRoute): Fault | null;
  rates(): Rates | null;
  /** How many requests of each route still meet a fault, passes included. */
  waiting(): Record<string, number>;
  clear(): void;
}

export function createFaults(): Faults {
  const queues = new Map<string, z.infer<typeof faultSchema>[]>();
  let rates: Rates | null = null;
  return {
    put(input) {
      const { rates: given, ...parsed } = faultsSchema.parse(input);
      if (given !== undefined) rates = given;
      for (const [route, list] of Object.entries(parsed)) {
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
    rates: () => rates,
    waiting() {
      const left = [...queues].map(([route, queue]) => [
        route,
        queue.reduce((sum, { times }) => sum + times, 0),
      ]);
      return Object.fromEntries(left.filter(([, count]) => count !== 0));
    },
    clear() {
      queues.clear();
      rates = null;
    },
  };
}
