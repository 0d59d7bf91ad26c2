/** Cutting and looking into recordings with the ffmpeg programs. Results live in a scratch folder. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const lengths = new Map<string, Promise<number>>();

/**
 * Length of a video file in milliseconds. Throws when ffprobe finds no video in it. A file that has
 * not changed is looked into once.
 */
export async function probeLengthMs(file: string): Promise<number> {
  const { mtimeMs, size } = await stat(file);
  const key = `${file} ${mtimeMs} ${size}`;
  const known = lengths.get(key) ?? probe(file);
  lengths.set(key, known);
  return await known;
}

async function probe(file: string): Promise<number> {
  const fields = ["-show_entries", "format=duration:stream=codec_type", "-of", "json"];
  const { stdout } = await run("ffprobe", ["-v", "error", ...fields, file]);
  const probed = JSON.parse(stdout) as {
    streams?: { codec_type?: string }[];
    format?: { duration?: string };
  };
  const lengthMs = Math.round(Number(probed.format?.duration) * 1000);
  if (!probed.streams?.some((s) => s.codec_type === "video") || !(lengthMs > 0)) {
    throw new Error(`${path.basename(file)} holds no video`);
  }
  return lengthMs;
}

/** What a recording can be made into. */
export type Reshaping = "hevc" | "silent" | "rotated" | "long";

export interface Cutter {
  /** A file with the part of a recording from `fromMs` for `lengthMs`, cut without re-encoding. */
  part(file: string, fromMs: number, lengthMs: number): Promise<string>;
  /** A JPEG or PNG of the frame at `atMs`. */
  frame(file: string, atMs: number, format: "jpeg" | "png"): Promise<string>;
  /** The recording in another form. */
  reshape(file: string, shape: Reshaping): Promise<string>;
  /** Removes the scratch folder. */
  close(): Promise<void>;
}

/** Longest range of one request: 15 minutes. */
const LONG_S = "900";

/** Enough of it to know a visitor by. */
const HEVC_S = "8";

/** ffmpeg's arguments for each form. */
const RESHAPING: Record<Reshaping, (file: string, out: string) => string[]> = {
  hevc: (file, out) => [
    ...[
      "-t",
      HEVC_S,
      "-i",
      file,
      "-c:v",
      "libx265",
      "-preset",
      "ultrafast",
      "-x265-params",
      "log-level=error",
    ],
    ...["-tag:v", "hvc1", "-c:a", "copy", out],
  ],
  silent: (file, out) => ["-i", file, "-c", "copy", "-an", out],
  rotated: (file, out) => ["-i", file, "-c", "copy", "-metadata:s:v", "rotate=90", out],
  long: (file, out) => ["-stream_loop", "-1", "-i", file, "-c", "copy", "-t", LONG_S, out],
};

export function createCutter(): Cutter {
  const folder = mkdtempSync(path.join(tmpdir(), "ring-emulator-"));
  const made = new Map<string, Promise<string>>();

  const once = (key: string, extension: string, args: (out: string) => string[]) => {
    const name = `${createHash("sha256").update(key).digest("hex").slice(0, 24)}.${extension}`;
    const out = path.join(folder, name);
    const earlier = made.get(out);
    if (earlier) return earlier;
    const making = run("ffmpeg", ["-v", "error", "-nostdin", "-y", ...args(out)]).then(async () => {
      await stat(out);
      return out;
    });
    made.set(out, making);
    return making;
  };

  return {
    part: (file, fromMs, lengthMs) =>
      once(`part ${file} ${fromMs} ${lengthMs}`, "mp4", (out) => [
        ...["-ss", `${fromMs / 1000}`, "-i", file, "-t", `${lengthMs / 1000}`],
        ...["-c", "copy", "-movflags", "+faststart", out],
      ]),
    frame: (file, atMs, format) =>
      once(`frame ${file} ${atMs}`, format === "png" ? "png" : "jpg", (out) => [
        ...["-ss", `${atMs / 1000}`, "-i", file, "-frames:v", "1", "-q:v", "2"],
        ...["-update", "1", out],
      ]),
    reshape: (file, shape) =>
      once(`reshape ${file} ${shape}`, "mp4", (out) => RESHAPING[shape](file, out)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
