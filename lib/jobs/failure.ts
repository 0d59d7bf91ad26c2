import { NotYetError, PermanentError, SeldomPassingError } from "#lib/errors.ts";

/** One run of a job. `number` counts from 1. */
export type Attempt = { number: number; maxAttempts: number };

export type Verdict =
  | { action: "bury"; reason: string }
  | { action: "postpone"; until: Date }
  | { action: "retry" };

/**
 * What becomes of a job whose run threw: the only place that decides.
 *
 * Retry back-off is the queue's: exp(min(attempt, 10)) seconds.
 */
export function judge(error: unknown, attempt: Attempt): Verdict {
  if (error instanceof PermanentError) return { action: "bury", reason: error.reason };
  if (error instanceof NotYetError) return { action: "postpone", until: error.retryAt };
  if (error instanceof SeldomPassingError && attempt.number >= error.attempts)
    return { action: "bury", reason: error.reason };
  if (attempt.number >= attempt.maxAttempts) return { action: "bury", reason: "gave-up" };
  return { action: "retry" };
}
