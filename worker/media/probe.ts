import { execFile } from "node:child_process";
import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { ClipMedia } from "#lib/clips/types.ts";
import { PermanentError } from "#lib/errors.ts";

/** Starts ffmpeg or ffprobe under limits of memory and processor time. */
export const CAPPED_COMMAND = fileURLToPath(new URL("./capped.sh", import.meta.url));

/** Reading a header takes milliseconds; a busy disk deserves patience. */
const PROBE_TIMEOUT_MS = 30_000;

/** The answer for a clip is about 4 kB. */
const MAX_ANSWER_BYTES = 1_000_000;

const runFile = promisify(execFile);

const streamSchema = z.object({
  codec_type: z.string().optional(),
  codec_name: z.string().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  avg_frame_rate: z.string().optional(),
  disposition: z.object({ attached_pic: z.number().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
  tags: z.object({ rotate: z.string().optional() }).optional(),
});

const answerSchema = z.object({
  streams: z.array(streamSchema).default([]),
  format: z.object({ duration: z.string().optional() }).default({}),
});

type Stream = z.infer<typeof streamSchema>;

/**
 * Reads what a clip's container says about it.
 *
 * Throws a PermanentError with one of these reasons: `clip-empty` (no bytes), `not-a-video` (other
 * bytes, such as an error page), `clip-truncated` (a container whose index is missing),
 * `no-video-stream` (sound alone). A missing file or an abort is an ordinary error.
 */
export async function probeClip(path: string, signal: AbortSignal): Promise<ClipMedia> {
  await refuseOtherBytes(path);
  const { streams, format } = await runProbe(path, signal);
  const video = streams.find(isMovingPicture);
  if (!video) {
    throw new PermanentError("no-video-stream", "The clip has no video stream");
  }
  const { width = 0, height = 0 } = video;
  if (width <= 0 || height <= 0) {
    throw new PermanentError("no-frames", "The clip's video stream has no size");
  }
  const isTurned = Math.abs(rotationOf(video)) % 180 === 90;
  return {
    durationMs: Math.max(0, Math.round(Number(format.duration ?? 0) * 1000)) || 0,
    codec: video.codec_name ?? "unknown",
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    frameRate: parseRate(video.avg_frame_rate),
    hasAudio: streams.some((stream) => stream.codec_type === "audio"),
  };
}

async function refuseOtherBytes(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(16);
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    if (bytesRead === 0) {
      throw new PermanentError("clip-empty", "The clip has no bytes");
    }
    if (!isVideoContainer(head.subarray(0, bytesRead))) {
      throw new PermanentError(
        "not-a-video",
        "The clip's first bytes belong to no video container",
      );
    }
  } finally {
    await file.close();
  }
}

/** MP4 and QuickTime boxes that may come first, Matroska, AVI and MPEG transport streams. */
function isVideoContainer(head: Buffer): boolean {
  const box = head.toString("latin1", 4, 8);
  return (
    ["ftyp", "styp", "moov", "moof", "mdat", "free", "skip", "wide"].includes(box) ||
    head.readUIntBE(0, Math.min(4, head.length)) === 0x1a45dfa3 ||
    head.toString("latin1", 0, 4) === "RIFF" ||
    head[0] === 0x47
  );
}

async function runProbe(path: string, signal: AbortSignal) {
  try {
    const { stdout } = await runFile(
      CAPPED_COMMAND,
      ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", `file:${path}`],
      { signal, timeout: PROBE_TIMEOUT_MS, killSignal: "SIGKILL", maxBuffer: MAX_ANSWER_BYTES },
    );
    return answerSchema.parse(JSON.parse(stdout));
  } catch (error) {
    signal.throwIfAborted();
    if (hasExitCode(error)) {
      throw new PermanentError("clip-truncated", "The clip's index cannot be read", {
        cause: error,
      });
    }
    throw error;
  }
}

/** The child itself gave up, rather than not starting or being killed. */
function hasExitCode(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "number";
}

function isMovingPicture(stream: Stream): boolean {
  return stream.codec_type === "video" && stream.disposition?.attached_pic !== 1;
}

function rotationOf(stream: Stream): number {
  const side = stream.side_data_list?.find((data) => data.rotation !== undefined);
  return side?.rotation ?? Number(stream.tags?.rotate ?? 0);
}

function parseRate(rate: string | undefined): number {
  const [numerator = 0, denominator = 1] = (rate ?? "0/1").split("/").map(Number);
  const frames = numerator / denominator;
  return Number.isFinite(frames) ? frames : 0;
}
