/** Streams one media file from Ring to disk, believing nothing that the other side says. */
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { PermanentError, SeldomPassingError } from "#lib/errors.ts";
import type { Gate } from "./gate.ts";
import { type MediaHostPolicy, mayFollow } from "./media-hosts.ts";
import { RingUnreachableError, refusalOf } from "./refusals.ts";

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
 * @throws as `refusalOf` and as the gate; PermanentError "redirect-refused" and "too-large";
 *   SeldomPassingError "clip-truncated" and "clip-empty" for a body that ends before its announced
 *   length and for none; RingUnreachableError after silence and at the deadline.
 */
export async function downloadMedia(
  request: MediaRequest,
  policy: MediaHostPolicy,
  limits: MediaLimits,
  gate: Gate,
  now: () => Date,
): Promise<MediaAnswer> {
  const watch = watchSilence(limits.idleMs);
  const deadline = AbortSignal.timeout(limits.totalMs);
  const signals = [watch.signal, deadline, ...(request.signal ? [request.signal] : [])];
  const signal = AbortSignal.any(signals);

  const walk = async ({ answerer, url, init }: Leg): Promise<Response | MediaAnswer> => {
    watch.touch();
    try {
      const response = await fetch(url, { ...init, redirect: "manual", signal });
      gate.hear(answerer, response);
      const { status, headers } = response;
      if (REDIRECTS.has(status)) {
        await response.body?.cancel();
        return response;
      }
      if (status !== 200 && status !== 206) throw await refusalOf(response, answerer, now());
      const saved = await save(response, request.toFile, limits, watch.touch, signal);
      return { status, headers, ...saved };
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  };

  try {
    let leg = firstLeg(request);
    for (let hop = 0; ; hop++) {
      const answer = await gate.pass(leg.answerer, () => walk(leg), request.signal);
      if (!(answer instanceof Response)) return answer;
      leg = nextLeg(answer, leg.url, hop, policy);
    }
  } catch (error) {
    await rm(request.toFile, { force: true });
    throw error;
  } finally {
    watch.stop();
  }
}

/** One request on the way to the file. */
type Leg = { answerer: "api" | "media"; url: URL; init: RequestInit };

function firstLeg({ url, accessToken, body }: MediaRequest): Leg {
  const headers = {
    authorization: `Bearer ${accessToken}`,
    "content-type": "application/json",
    "accept-encoding": "identity",
  };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  return { answerer: "api", url: new URL(url), init };
}

/** By hand and as a plain GET: fetch would repeat a POST on 307, and the bearer is Ring's API's alone. */
function nextLeg(response: Response, from: URL, hop: number, policy: MediaHostPolicy): Leg {
  const url = nextHop(response, from, hop, policy);
  return { answerer: "media", url, init: { headers: { "accept-encoding": "identity" } } };
}

function nextHop(response: Response, from: URL, hop: number, policy: MediaHostPolicy): URL {
  const location = response.headers.get("location");
  const next = location && URL.canParse(location, from.href) ? new URL(location, from) : null;
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
  const truncated = () =>
    broken("clip-truncated", `media is cut short: ${bytes} of ${announced ?? "?"} bytes`);
  const body = response.body ?? emptyBody();
  await pipeline(count(body), createWriteStream(toFile), { signal }).catch((error: unknown) => {
    // What `fetch` throws when the connection ends too soon; the disk's errors are others.
    throw error instanceof TypeError ? truncated() : error;
  });
  if (announced !== null && bytes !== announced) throw truncated();
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
  const abort = () => controller.abort(new RingUnreachableError(`media stalled for ${idleMs} ms`));
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
