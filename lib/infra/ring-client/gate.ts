/** What every call to Ring passes: our pace, Ring's pauses, and a circuit breaker for each host. */
import { setTimeout as delay } from "node:timers/promises";
import { NotYetError } from "#lib/errors.ts";
import { afterFailure, type Circuit, closed, enter } from "./circuit.ts";
import { pauseUntil, takeTurn, unhurried } from "./pace.ts";
import { type Answerer, pauseOf, RingUnreachableError } from "./refusals.ts";

export interface Gate {
  /**
   * Makes one call once its turn has come. A connection that fails and silence become
   * `RingUnreachableError`.
   *
   * @param cancel the caller's own: what it ends says nothing about the host
   * @throws NotYetError without a call while Ring wants none or the host is left alone; with one when
   *   the host is left alone from now on
   */
  pass<Result>(
    answerer: Answerer,
    call: () => Promise<Result>,
    cancel?: AbortSignal,
  ): Promise<Result>;
  /** Hears from an answer whether Ring wants a pause. */
  hear(answerer: Answerer, response: Response): void;
}

/** A call waits for its turn this long; with a longer wait its job gives its place to others. */
const LONGEST_WAIT_MS = 2_000;

/** One gate serves one process: what it learns is not told to others. */
export function createGate(callsPerSecond: number, now: () => Date): Gate {
  const circuits: Record<Answerer, Circuit> = { oauth: closed, api: closed, media: closed };
  let pace = unhurried;

  /** Jobs that are sent away together do not come back together. */
  const notBefore = (until: number, why: string, cause?: unknown) => {
    const spreadMs = Math.max(1_000, (until - now().getTime()) / 2);
    return new NotYetError(new Date(until + Math.random() * spreadMs), why, { cause });
  };

  /** @returns when the call may be made, at most LONGEST_WAIT_MS ahead */
  const admit = (answerer: Answerer, at: number): number => {
    const isPaced = answerer !== "media";
    if (isPaced && pace.nextAt - at > LONGEST_WAIT_MS)
      throw notBefore(pace.nextAt, "Ring has asked for a pause.");
    const entry = enter(circuits[answerer], at);
    if (!entry.may) throw notBefore(entry.until, `Ring's ${answerer} host is left alone.`);
    circuits[answerer] = entry.circuit;
    if (!isPaced) return at;
    const turn = takeTurn(pace, at, callsPerSecond);
    pace = turn.pace;
    return turn.at;
  };

  /** Notes that a call failed. @returns what its caller is told */
  const noteFailure = (answerer: Answerer, thrown: unknown): unknown => {
    const error = isConnectionFailure(thrown) ? unreachable(answerer, thrown) : thrown;
    if (!(error instanceof RingUnreachableError)) {
      // A refusal is an answer.
      circuits[answerer] = closed;
      return error;
    }
    const circuit = afterFailure(circuits[answerer], now().getTime(), Math.random());
    circuits[answerer] = circuit;
    return circuit.is === "open" ? notBefore(circuit.until, error.message, error) : error;
  };

  return {
    async pass(answerer, call, cancel) {
      const at = now().getTime();
      const turnAt = admit(answerer, at);
      if (turnAt > at) await delay(turnAt - at);
      try {
        const result = await call();
        circuits[answerer] = closed;
        return result;
      } catch (error) {
        throw cancel?.aborted ? error : noteFailure(answerer, error);
      }
    },
    hear(answerer, response) {
      if (answerer === "media") return;
      const until = pauseOf(response, now());
      if (until) pace = pauseUntil(pace, until.getTime());
    },
  };
}

/** `fetch` says so with a cause, whether the name was not found or the connection broke; a timeout by its name. */
function isConnectionFailure(error: unknown): boolean {
  if (error instanceof TypeError) return error.cause !== undefined;
  return error instanceof DOMException && error.name === "TimeoutError";
}

function unreachable(answerer: Answerer, cause: unknown): RingUnreachableError {
  return new RingUnreachableError(`Ring's ${answerer} host did not answer.`, { cause });
}
