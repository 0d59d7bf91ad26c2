/** Streams one media file from Ring to disk, believing nothing that the other side says. */
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { PermanentError, SeldomPassingError } from "#lib/errors.ts";
import { type MediaHostPolicy, mayFollow } from "./media-hosts.ts";
import { refusalOf } from "./refusals.ts";

export interface MediaLimits {
  /** A longer file is refused. */
  maxBytes: number;
  /** Longest silence between two pieces, and before the first answer. */
  idleMs: number;
  /** Longest time for everything, redirects included. */
  totalMs: number;
}

export interface MediaRequest {
  url: string;
  accessToken: string;
  body: object;
  /** Overwritten; removed again when anything fails. */
  toFile: string;
  /** Cancels the download. */
  signal: AbortSignal | undefined;
}

export interface MediaAnswer {
  status: number;
  headers: Headers;
  bytes: number;
  /** The first 16 bytes, or all of a smaller file. */
  head: Uint8Array;
}

/** Ring redirects once in every capture known. */
const MAX_HOPS = 3;
const HEAD_BYTES = 16;
/** An answer that is broken in itself is asked for this often: section 13.4 C5 allows two retries. */
export const BROKEN_ANSWER_ATTEMPTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * @throws NotYetError, TokenExpiredError, PermanentError as `refusalOf`; PermanentError
 *   "redirect-refused" and "too-large"; SeldomPassingError "clip-truncated" and "clip-empty" for a
 *   body shorter than announced and for none; a plain Error for everything else that may pass by
 *   itself: a dropped connection, silence, the deadline.
 */
export async function downloadMedia(
  request: MediaRequest,
  policy: MediaHostPolicy,
  limits: MediaLimits,
  now: () => Date,
): Promise<MediaAnswer> {
  const watch = watchSilence(limits.idleMs);
  const deadline = AbortSignal.timeout(limits.totalMs);
  const signals = [watch.signal, deadline, ...(request.signal ? [request.signal] : [])];
  const signal = AbortSignal.any(signals);
  try {
    const { response, host } = await follow(request, policy, signal);
    if (response.status !== 200 && response.status !== 206) {
      throw await refusalOf(response, host, now());
    }
    const saved = await save(response, request.toFile, limits, watch.touch, signal);
    return { status: response.status, headers: response.headers, ...saved };
  } catch (error) {
    await rm(request.toFile, { force: true });
    throw signal.aborted ? signal.reason : error;
  } finally {
    watch.stop();
  }
}

async function follow(
  { url, accessToken, body }: MediaRequest,
  policy: MediaHostPolicy,
  signal: AbortSignal,
): Promise<{ response: Response; host: "api" | "media" }> {
  let response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: {
      authorization: `Bearer ${accessToken}`,
      "content-type": "application/json",
      "accept-encoding": "identity",
    },
    body: JSON.stringify(body),
    signal,
  });
  let at = new URL(url);
  let host: "api" | "media" = "api";
  for (let hop = 0; REDIRECTS.has(response.status); hop++) {
    await response.body?.cancel();
    at = nextHop(response, at, hop, policy);
    host = "media";
    // By hand and as a plain GET: fetch would repeat a POST on 307, and the bearer is Ring's API's alone.
    const headers = { "accept-encoding": "identity" };
    response = await fetch(at, { redirect: "manual", headers, signal });
  }
  return { response, host };
}

function nextHop(response: Response, from: URL, hop: number, policy: MediaHostPolicy): URL {
  const location = response.headers.get("location") ?? "";
  const next = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (hop >= MAX_HOPS) throw new PermanentError("redirect-refused", "too many redirects");
  if (next === null || !mayFollow(next, policy)) {
    const target = next === null ? "nowhere" : `${next.protocol}//${next.host}`;
    throw new PermanentError("redirect-refused", `media redirect to ${target} is not allowed`);
  }
  return next;
}

async function save(
  response: Response,
  toFile: string,
  limits: MediaLimits,
  touch: () => void,
  signal: AbortSignal,
): Promise<{ bytes: number; head: Uint8Array }> {
  const length = response.headers.get("content-length");
  const announced = length === null ? null : Number(length);
  if (announced !== null && announced > limits.maxBytes) throw tooLarge(limits.maxBytes);
  let bytes = 0;
  let head = Buffer.alloc(0);
  const count = async function* (parts: AsyncIterable<Uint8Array>) {
    for await (const part of parts) {
      touch();
      bytes += part.length;
      if (bytes > limits.maxBytes) throw tooLarge(limits.maxBytes);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, part]).subarray(0, HEAD_BYTES);
      yield part;
    }
  };
  await pipeline(count(response.body ?? emptyBody()), createWriteStream(toFile), { signal });
  if (announced !== null && bytes !== announced) {
    throw broken("clip-truncated", `media is cut short: ${bytes} of ${announced} bytes`);
  }
  if (bytes === 0) throw broken("clip-empty", "media is empty");
  return { bytes, head };
}

function broken(reason: string, message: string): SeldomPassingError {
  return new SeldomPassingError(reason, BROKEN_ANSWER_ATTEMPTS, message);
}

async function* emptyBody(): AsyncGenerator<Uint8Array<ArrayBuffer>> {}

function tooLarge(maxBytes: number): PermanentError {
  return new PermanentError("too-large", `media is larger than ${maxBytes} bytes`);
}

/** Aborts when nobody calls `touch` for `idleMs`. */
function watchSilence(idleMs: number) {
  const controller = new AbortController();
  const abort = () => controller.abort(new Error(`media stalled for ${idleMs} ms`));
  const timer = setTimeout(abort, idleMs);
  return {
    signal: controller.signal,
    touch: () => void timer.refresh(),
    stop: () => {
      clearTimeout(timer);
      // A body that nobody read to its end would keep its connection open.
      controller.abort(new Error("the download is over"));
    },
  };
}
