import { decodedSize, isLook, sampleIntervalMs } from "#lib/clips/sampling.ts";
import type { ClipMedia, Frame } from "#lib/clips/types.ts";
import { PermanentError } from "#lib/errors.ts";
import { startDecoding } from "./decoding.ts";

/** ffmpeg may take this long and the clip's own length: it waits for whoever looks at its frames. */
const BASE_TIMEOUT_MS = 120_000;

/** What a shell answers when the program it should run is not installed. */
const NOT_INSTALLED = /code 12[67]\b/;

/**
 * The clip's frames over its whole length, about three a second unless an interval is given, in order,
 * upright and at most 1920 px on the long side.
 *
 * Each frame's buffer is valid until the next one is asked for and may be written to. Ends as
 * `sampleLooks` does.
 */
export async function* sampleFrames(
  path: string,
  media: ClipMedia,
  signal: AbortSignal,
  intervalMs?: number,
): AsyncGenerator<Frame, void, void> {
  for await (const { before, frame } of sampleLooks(path, media, signal, intervalMs)) {
    yield* before;
    yield frame;
  }
}

/** A frame to look at in any case, and those since the last one, in order, in case it shows somebody. */
export type Look = { readonly before: readonly Frame[]; readonly frame: Frame };

/**
 * The same frames in looks (see `isLook`): those before a face appeared are still there when it is
 * seen, and the clip is decoded once.
 *
 * [Note: Decoding once] A second pass over the stretches in which somebody was seen would decode
 * them twice, and decoding is what costs: of a 1080p clip of 20 s 2.0 s of 3.4.
 *
 * The buffers are valid until the next look is asked for and may be written to. When ffmpeg fails
 * midway, what it decoded until then is still given. Throws a PermanentError `no-frames` if that is
 * nothing, and the signal's reason once it aborts. ffmpeg is gone when the generator ends, however it
 * ends.
 */
export async function* sampleLooks(
  path: string,
  media: ClipMedia,
  signal: AbortSignal,
  intervalMs = sampleIntervalMs(media.durationMs),
): AsyncGenerator<Look, void, void> {
  signal.throwIfAborted();
  const { width, height } = decodedSize(media);
  const decoding = startDecoding(
    { path, width, height, intervalMs },
    BASE_TIMEOUT_MS + media.durationMs,
  );
  const stop = () => void decoding.stop();
  signal.addEventListener("abort", stop, { once: true });
  let count = 0;
  let before: (Frame & { readonly data: Buffer })[] = [];
  try {
    for (let data = await decoding.frames.take(); data; data = await decoding.frames.take()) {
      signal.throwIfAborted();
      const atMs = (await decoding.timeOf(count)) ?? Math.round(count * intervalMs);
      const frame = { data, width, height, atMs };
      if (isLook(count)) {
        yield { before, frame };
        for (const { data: seen } of [...before, frame]) decoding.frames.giveBack(seen);
        before = [];
      } else {
        before.push(frame);
      }
      count += 1;
    }
    signal.throwIfAborted();
    const last = before.pop();
    if (last) yield { before, frame: last };
  } finally {
    signal.removeEventListener("abort", stop);
    await decoding.stop();
  }
  if (count === 0) {
    throw noFrames(decoding.failure());
  }
}

/** How much before a frame's time to begin, so that rounding does not skip it. */
const SEEK_SLACK_MS = 5;

/** One frame again, by the time that `sampleFrames` gave it. Fails as that does. */
export async function frameAt(
  path: string,
  media: ClipMedia,
  atMs: number,
  signal: AbortSignal,
): Promise<Frame> {
  const size = decodedSize(media);
  const startMs = Math.max(0, atMs - SEEK_SLACK_MS);
  const request = { path, ...size, intervalMs: BASE_TIMEOUT_MS, startMs };
  const decoding = startDecoding(request, BASE_TIMEOUT_MS);
  const stop = () => void decoding.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const data = await decoding.frames.take();
    signal.throwIfAborted();
    if (!data) throw noFrames(decoding.failure());
    return { data, ...size, atMs };
  } finally {
    signal.removeEventListener("abort", stop);
    await decoding.stop();
  }
}

function noFrames(failure: string | undefined): Error {
  if (failure !== undefined && NOT_INSTALLED.test(failure)) {
    return new Error(`ffmpeg could not be started: ${failure}`);
  }
  return new PermanentError(
    "no-frames",
    `No frame could be decoded: ${failure ?? "none is there"}`,
  );
}
