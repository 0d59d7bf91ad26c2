import { decodedSize, sampleIntervalMs } from "#lib/clips/sampling.ts";
import type { ClipMedia, Frame } from "#lib/clips/types.ts";
import { PermanentError } from "#lib/errors.ts";
import { startDecoding } from "./decoding.ts";

/** ffmpeg may take this long and the clip's own length: it waits for whoever looks at its frames. */
const BASE_TIMEOUT_MS = 120_000;

/** What a shell answers when the program it should run is not installed. */
const NOT_INSTALLED = /code 12[67]\b/;

/**
 * The clip's frames over its whole length, about two a second, in order, upright and at most
 * 1920 px on the long side.
 *
 * Each frame's buffer is valid until the next one is asked for and may be written to. When ffmpeg
 * fails midway, what it decoded until then is still given. Throws a PermanentError `no-frames` if
 * that is nothing, and the signal's reason once it aborts. ffmpeg is gone when the generator ends,
 * however it ends.
 */
export async function* sampleFrames(
  path: string,
  media: ClipMedia,
  signal: AbortSignal,
): AsyncGenerator<Frame, void, void> {
  signal.throwIfAborted();
  const { width, height } = decodedSize(media);
  const intervalMs = sampleIntervalMs(media.durationMs);
  const decoding = startDecoding(
    { path, width, height, intervalMs },
    BASE_TIMEOUT_MS + media.durationMs,
  );
  const stop = () => void decoding.stop();
  signal.addEventListener("abort", stop, { once: true });
  let count = 0;
  try {
    for (let data = await decoding.frames.take(); data; data = await decoding.frames.take()) {
      signal.throwIfAborted();
      const atMs = (await decoding.timeOf(count)) ?? Math.round(count * intervalMs);
      yield { data, width, height, atMs };
      decoding.frames.giveBack(data);
      count += 1;
    }
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener("abort", stop);
    await decoding.stop();
  }
  if (count === 0) {
    throw noFrames(decoding.failure());
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
