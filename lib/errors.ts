/** Why a request is refused. Each code has one HTTP status in `app/_server/route.ts`. */
export type AppErrorCode = "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict";

/** An expected refusal. Its message is written for the person who sees it. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;

  constructor(code: AppErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Trying again cannot help: the job is buried.
 *
 * `reason` is a short stable slug ("not-a-video", "take-encrypted") that is stored with the event's
 * outcome; the message is for the log.
 */
export class PermanentError extends Error {
  override readonly name = "PermanentError";
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** Trying again helps now and then: the job is buried with `reason` once `attempts` runs have failed. */
export class SeldomPassingError extends Error {
  override readonly name = "SeldomPassingError";
  readonly reason: string;
  readonly attempts: number;

  constructor(reason: string, attempts: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.attempts = attempts;
  }
}

/** Nothing is wrong, it is only too early: the job comes back at `retryAt` without spending an attempt. */
export class NotYetError extends Error {
  override readonly name = "NotYetError";
  readonly retryAt: Date;

  constructor(retryAt: Date, message: string, options?: ErrorOptions) {
    super(message, options);
    this.retryAt = retryAt;
  }
}
