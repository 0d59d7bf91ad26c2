import { NotYetError, PermanentError, SeldomPassingError } from "#lib/errors.ts";

/** One run of a job. `number` counts from 1. */
export type Attempt = { number: number; maxAttempts: number };

export type Verdict =
  | { action: "bury"; reason: string }
  | { action: "postpone"; until: Date }
  | { action: "retry"; at: Date };

/**
 * What becomes of a job whose run threw: the only place that decides.
 *
 * @param random in [0, 1)
 */
export function judge(error: unknown, attempt: Attempt, now: Date, random: number): Verdict {
  if (error instanceof PermanentError) return { action: "bury", reason: error.reason };
  if (error instanceof NotYetError) return { action: "postpone", until: error.retryAt };
  if (error instanceof SeldomPassingError && attempt.number >= error.attempts)
    return { action: "bury", reason: error.reason };
  if (attempt.number >= attempt.maxAttempts) return { action: "bury", reason: "gave-up" };
  return { action: "retry", at: new Date(now.getTime() + backOffMs(attempt.number, random)) };
}

/**
 * 3, 7, 20, 55 s and so on, each half as long to half as long again: a thousand jobs that failed
 * together do not come back together.
 */
function backOffMs(attempt: number, random: number): number {
  return Math.exp(attempt) * 1000 * (0.5 + random);
}
