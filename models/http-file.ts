import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { RemoteFile } from "./manifest.ts";

/** Why a download did not succeed, in a sentence for the owner. */
export class DownloadError extends Error {
  override readonly name = "DownloadError";
  /** Trying again may help: the connection broke, or the server was busy. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isTransient = isTransient;
  }
}

export type DownloadOptions = {
  /** Called as bytes arrive. */
  onProgress?: (receivedBytes: number, totalBytes: number) => void;
  /** Plain http is refused unless a test's own server says otherwise. */
  allowHttp?: boolean;
  signal?: AbortSignal;
};

const ATTEMPTS = 3;
const MAX_REDIRECTS = 5;
const IDLE_TIMEOUT_MS = 30_000;
const RANGE_NOT_SATISFIABLE = 416;
/** How much larger a file may be than its publisher's round figure. */
const ROUNDING = 1.1;

const largest = ({ bytes, sizeIsRounded }: RemoteFile) => bytes * (sizeIsRounded ? ROUNDING : 1);

/**
 * Downloads to `target`, which appears only when size and SHA-256 are right. What has arrived is
 * kept in `target.partial`, where this call or a later one goes on.
 *
 * @throws DownloadError
 */
export async function downloadFile(
  remote: RemoteFile,
  target: string,
  options: DownloadOptions = {},
): Promise<void> {
  const partial = `${target}.partial`;
  for (let attempt = 1; ; attempt++) {
    try {
      await receive(remote, partial, options);
      break;
    } catch (error) {
      const failure = asDownloadError(error, remote.url);
      if (!failure.isTransient || attempt === ATTEMPTS || options.signal?.aborted) throw failure;
    }
  }
  const actual = await hashOf(partial);
  if (actual !== remote.sha256) {
    await rm(partial, { force: true });
    throw new DownloadError(
      `${remote.url} gave other content than expected: SHA-256 ${actual} instead of ${remote.sha256}. Nothing was kept.`,
      false,
    );
  }
  await rename(partial, target);
}

/** Completes the partial file, beginning where it ends. */
async function receive(remote: RemoteFile, partial: string, options: DownloadOptions) {
  const present = (await stat(partial).catch(() => undefined))?.size ?? 0;
  if (present === remote.bytes && !remote.sizeIsRounded) return;
  const isUsable = present <= largest(remote);
  if (!isUsable) await rm(partial);
  const start = isUsable ? present : 0;
  const idle = new AbortController();
  const signal = AbortSignal.any([idle.signal, ...(options.signal ? [options.signal] : [])]);
  const timer = setTimeout(() => idle.abort(new Error("no answer")), IDLE_TIMEOUT_MS);
  try {
    const response = await request(remote.url, start, { ...options, signal });
    // Nothing comes after what is there: the hash says whether that is the file.
    if (response.status === RANGE_NOT_SATISFIABLE) return;
    const continues = response.status === 206;
    const file = await open(partial, continues ? "a" : "w");
    try {
      await append(response, file, {
        received: continues ? start : 0,
        remote,
        onData: (received) => {
          timer.refresh();
          options.onProgress?.(received, remote.bytes);
        },
      });
    } finally {
      await file.close();
    }
  } finally {
    clearTimeout(timer);
  }
}

async function append(
  response: Response,
  file: FileHandle,
  progress: { received: number; remote: RemoteFile; onData: (received: number) => void },
): Promise<void> {
  const { remote, onData } = progress;
  let { received } = progress;
  for await (const chunk of response.body ?? []) {
    received += chunk.length;
    if (received > largest(remote)) {
      await file.truncate(0);
      throw new DownloadError(
        `${remote.url} is larger than the ${remote.bytes} bytes expected.`,
        false,
      );
    }
    await file.writeFile(chunk);
    onData(received);
  }
  if (received < remote.bytes && !remote.sizeIsRounded)
    throw new DownloadError(`${remote.url} ended early.`, true);
}

async function request(
  address: string,
  start: number,
  options: { allowHttp?: boolean; signal: AbortSignal },
): Promise<Response> {
  const headers: Record<string, string> = start > 0 ? { range: `bytes=${start}-` } : {};
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    if (url.protocol !== "https:" && !options.allowHttp) {
      throw new DownloadError(`${url} is refused: models are fetched by https only.`, false);
    }
    const response = await fetch(url, { headers, redirect: "manual", signal: options.signal });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location) {
      url = new URL(location, url);
      continue;
    }
    if (response.ok || (start > 0 && response.status === RANGE_NOT_SATISFIABLE)) return response;
    throw refusal(url, response.status);
  }
  throw new DownloadError(`${address} redirects without end.`, false);
}

const refusal = (url: URL, status: number) =>
  new DownloadError(`${url} answered ${status}.`, status >= 500 || status === 429);

function asDownloadError(error: unknown, url: string): DownloadError {
  if (error instanceof DownloadError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return new DownloadError("The disk is full.", false, { cause: error });
  if (code === "EACCES" || code === "EROFS")
    return new DownloadError(`The folder of the models cannot be written to (${code}).`, false, {
      cause: error,
    });
  const cause = (error as Error).cause as NodeJS.ErrnoException | undefined;
  const reason = cause?.code ?? cause?.message ?? message;
  return new DownloadError(`${new URL(url).host} cannot be reached (${reason}).`, true, {
    cause: error,
  });
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
