/** What Ring's status numbers mean. Nothing outside this folder knows them. */
import { z } from "zod";
import { NotYetError, PermanentError } from "#lib/errors.ts";

/** The access token is no longer good: refresh it once and try once more. */
export class TokenExpiredError extends Error {
  override readonly name = "TokenExpiredError";
}

/**
 * Ring itself is in trouble: a 5xx, a name that is not found, a connection that fails, silence. It says
 * nothing about what was asked for.
 */
export class RingUnreachableError extends Error {
  override readonly name = "RingUnreachableError";
}

/** Ring has recorded nothing for this moment, yet: after a while that means never. */
export class NothingRecordedError extends NotYetError {}

/** Which of Ring's hosts answered: the same number means different things. */
export type Answerer = "oauth" | "api" | "media";

/** Ring's advice when it names no pause: back-off starts at 1 s. */
const DEFAULT_RATE_PAUSE_S = 1;
/** The same for media that is not there yet: the jobs have schedules of their own. */
const DEFAULT_MEDIA_PAUSE_S = 1;
/** A Retry-After outside of this range is taken for a mistake. */
const RETRY_AFTER_RANGE_S = { min: 1, max: 300 };
/** More of an error's body than this is not read. */
const ERROR_BODY_CAP_BYTES = 16 * 1024;

const text = z.string().catch("");
const errorSchema = z.object({
  /** RFC 6749. */
  error: text.optional(),
  /** JSON:API. */
  errors: z
    .array(z.object({ code: text, detail: text }).partial())
    .catch([])
    .optional(),
});

/**
 * The error for an answer that is neither success nor redirect; reads and drops its body.
 *
 * - `NothingRecordedError`: 416, 425; `NotYetError`: 429; each at the time that Retry-After names.
 * - `TokenExpiredError`: 401 from the API, and 403 from `users/me`, which Ring answers for bad tokens.
 * - `PermanentError`: other refusals, with a reason slug.
 * - `RingUnreachableError`: 5xx, and a refusal of the OAuth host without a code of OAuth's.
 * - a plain `Error`: 401, 403, 404 from the media host, whose URLs expire and whose files may appear
 *   late: a new request gets a new URL; and an answer that nobody expects.
 */
export async function refusalOf(response: Response, answerer: Answerer, now: Date): Promise<Error> {
  const { code, detail } = await readError(response);
  const { status } = response;
  const said = `Ring's ${answerer} host answered ${[status, code, detail].filter(Boolean).join(" ")}`;
  if (status === 416 || status === 425) {
    return new NothingRecordedError(retryAt(response, now, DEFAULT_MEDIA_PAUSE_S), said);
  }
  if (status === 429) return new NotYetError(retryAt(response, now, DEFAULT_RATE_PAUSE_S), said);
  if (status >= 500 || status === 408) return new RingUnreachableError(said);
  if (status < 400) return new Error(said);
  if (answerer === "oauth") return oauthRefusal(code, said);
  if (answerer === "api" && isTokenRefusal(response)) return new TokenExpiredError(said);
  const reason = reasonOf(status, code, detail, answerer);
  return reason === null ? new Error(said) : new PermanentError(reason, said);
}

/**
 * Until when Ring wants no call of any kind, or null: after a 429, when it is busy and says for how
 * long, and when this second's calls are used up.
 */
export function pauseOf(response: Response, now: Date): Date | null {
  const { status, headers } = response;
  const isBusy = status === 503 && headers.has("retry-after");
  const isUsedUp = headers.get("x-ratelimit-remaining")?.trim() === "0";
  if (status !== 429 && !isBusy && !isUsedUp) return null;
  return retryAt(response, now, DEFAULT_RATE_PAUSE_S);
}

function isTokenRefusal(response: Response): boolean {
  return (
    response.status === 401 || (response.status === 403 && response.url.endsWith("/v1/users/me"))
  );
}

/**
 * Only a definite `invalid_grant` ends a link; the user must link again in the Ring app. What has no
 * code of OAuth's was said by some server in front of it.
 */
function oauthRefusal(code: string, said: string): Error {
  if (code === "") return new RingUnreachableError(said);
  if (code === "invalid_grant") return new PermanentError("needs-relink", said);
  if (code === "invalid_client") return new PermanentError("client-refused", said);
  return new PermanentError("oauth-refused", said);
}

/** The reason slug, or null where trying again helps. */
function reasonOf(status: number, code: string, detail: string, answerer: Answerer): string | null {
  if (code === "TIME_RANGE_NOT_AUTHORIZED") return "not-authorised";
  if (answerer === "media" && [401, 403, 404].includes(status)) return null;
  if (status === 400) return "bad-request";
  if (status === 403) return "not-authorised";
  if (status === 404) return code === "DEVICE_NOT_FOUND" ? "device-not-found" : "not-found";
  // Ring's own encryption was seen as a 422 that speaks of decryption.
  if (status === 422) return /decrypt/i.test(detail) ? "take-encrypted" : "corrupt-recording";
  return `refused-${status}`;
}

/** Retry-After in either form (seconds or HTTP date), clamped to 1 to 300 s from `now`. */
function retryAt(response: Response, now: Date, fallbackS: number): Date {
  const header = response.headers.get("retry-after")?.trim() ?? "";
  const seconds = /^\d+$/.test(header)
    ? Number(header)
    : (Date.parse(header) - now.getTime()) / 1000;
  const wanted = Number.isFinite(seconds) ? seconds : fallbackS;
  const { min, max } = RETRY_AFTER_RANGE_S;
  return new Date(now.getTime() + Math.min(Math.max(wanted, min), max) * 1000);
}

async function readError(response: Response): Promise<{ code: string; detail: string }> {
  const raw = await readCapped(response, ERROR_BODY_CAP_BYTES).catch(() => "");
  let body: unknown;
  try {
    body = JSON.parse(raw);
  } catch {
    return { code: "", detail: "" };
  }
  const parsed = errorSchema.safeParse(body).data;
  const first = parsed?.errors?.[0];
  return { code: parsed?.error ?? first?.code ?? "", detail: first?.detail ?? "" };
}

async function readCapped(response: Response, capBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    size += part.length;
    if (size > capBytes) break;
  }
  return Buffer.concat(parts).subarray(0, capBytes).toString("utf8");
}
