import { createTranslator } from "use-intl/core";
import refusals from "#messages/en/refusals.json" with { type: "json" };

/** Why a request is refused. Each code has one HTTP status in `app/_server/route.ts`. */
export type AppErrorCode = "invalid" | "unauthenticated" | "forbidden" | "not-found" | "conflict";

/** A message of the namespace "refusals". It stays the same when its words change. */
export type RefusalKey = keyof typeof refusals;

/** What the message is told. */
type RefusalValues = Readonly<Record<string, string | number>>;

const english = createTranslator({ locale: "en", messages: { refusals }, namespace: "refusals" });

/**
 * An expected refusal. Whoever sees it reads what `key` and `values` say in their language; the error's
 * own message says it in English, for the log.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: AppErrorCode;
  readonly key: RefusalKey;
  readonly values: RefusalValues;

  constructor(
    code: AppErrorCode,
    key: RefusalKey,
    { values = {}, ...options }: ErrorOptions & { values?: RefusalValues } = {},
  ) {
    super(english(key, values), options);
    this.code = code;
    this.key = key;
    this.values = values;
  }
}

/** What a schema says of input that it does not take, for the person who gave it. */
export const refusal = (key: RefusalKey): RefusalKey => key;

/** The key that a schema gave; undefined for words of Zod's own. */
export const refusalKeyIn = (message: string): RefusalKey | undefined =>
  Object.hasOwn(refusals, message) ? (message as RefusalKey) : undefined;

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
