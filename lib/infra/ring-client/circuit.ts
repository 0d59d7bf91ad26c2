/**
 * A circuit breaker for one of Ring's hosts: after failures in a row the host is left alone for a
 * while, then one call, the probe, finds out whether it is back. Times in epoch ms.
 *
 * ```
 * closed ──FAILURES_TO_OPEN in a row──▶ open ──until──▶ probing ──answer──▶ closed
 *                                         ▲                │
 *                                         └────failure─────┘
 * ```
 */
export type Circuit =
  | { readonly is: "closed"; readonly failures: number }
  | { readonly is: "open"; readonly failures: number; readonly until: number }
  /** `until`: when the probe counts as lost and another call may be the next. */
  | { readonly is: "probing"; readonly failures: number; readonly until: number };

export const closed: Circuit = { is: "closed", failures: 0 };

/** More than a hiccup takes, fewer than the eight calls that a worker has under way at once. */
export const FAILURES_TO_OPEN = 5;
/** About what a restart of a server takes; doubles with each probe that fails. */
export const FIRST_REST_MS = 5_000;
/** As long as the longest Retry-After that is believed: a recovery is noticed within five minutes. */
export const LONGEST_REST_MS = 300_000;
/** A probe that has not come back by then was lost with its job. */
const PROBE_MS = 60_000;

/** Whether a call may be made now; when not, the time at which asking again makes sense. */
export function enter(
  circuit: Circuit,
  now: number,
): { may: true; circuit: Circuit } | { may: false; until: number } {
  if (circuit.is === "closed") return { may: true, circuit };
  if (now >= circuit.until) {
    const { failures } = circuit;
    return { may: true, circuit: { is: "probing", failures, until: now + PROBE_MS } };
  }
  // The probe tells soon.
  return { may: false, until: circuit.is === "open" ? circuit.until : now + FIRST_REST_MS };
}

/**
 * The circuit after a call that the host did not answer. Calls that were under way when it opened do
 * not prolong the rest.
 *
 * @param random in [0, 1): several processes do not all come back at once
 */
export function afterFailure(circuit: Circuit, now: number, random: number): Circuit {
  if (circuit.is === "open") return circuit;
  const failures = circuit.failures + 1;
  if (failures < FAILURES_TO_OPEN) return { is: "closed", failures };
  const restMs = Math.min(FIRST_REST_MS * 2 ** (failures - FAILURES_TO_OPEN), LONGEST_REST_MS);
  return { is: "open", failures, until: now + restMs * (0.75 + random / 2) };
}
