import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import ffmpeg from "fluent-ffmpeg";
import sharp from "sharp";
import { blurMask, MASK_SIZE } from "#lib/bundles/blur-mask.ts";
import { type Blurring, blurredAt } from "#lib/bundles/blurring.ts";
import { decodedSize } from "#lib/clips/sampling.ts";
import type { UnitPolygon } from "#lib/clips/types.ts";
import { CAPPED_COMMAND } from "../media/probe.ts";
import type { RecordingFile } from "./find-faces.ts";

ffmpeg.setFfmpegPath(CAPPED_COMMAND);

/** What is to be made of a recording. */
export type BlurRequest = RecordingFile & {
  readonly blurring: Blurring;
  readonly withSound: boolean;
  /** For the result, `blurred.mp4`, and what is needed on the way. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told the place reached, milliseconds. */
  readonly onProgress: (atMs: number) => Promise<void>;
};

/** Masks a second; what lies in between is covered by what a mask blurs before and after a face. */
const MASK_RATE = 25;

/**
 * What covers a face: the whole frame in so many colours along its long side.
 * Source: a face that fills a frame's height is then nine colours high, where an embedder wants 112 pixels.
 */
const COLOURS = 16;

/** x264's quality: 18 looks like the original, and each 6 more halve the file. */
const QUALITY = "20";

/** ffmpeg may take this long and so many times the recording's length: other work may keep it waiting. */
const BASE_TIMEOUT_S = 300;
const TIMES_ITS_LENGTH = 10;

/**
 * Writes a recording in which faces are covered and privacy zones are black, without anything that the
 * container said of itself. The masks go to ffmpeg as it asks for them: however long the recording, none
 * of it is held here.
 *
 * Throws what ffmpeg says when it gives up, and the signal's reason when it aborts.
 *
 * @returns its path
 */
export async function blurClip(request: BlurRequest): Promise<string> {
  const { path, media, privacyZones, folder, withSound, signal } = request;
  signal.throwIfAborted();
  const blurredPath = join(folder, "blurred.mp4");
  const size = decodedSize(media);
  const masks = Readable.from(masksOf(request), { objectMode: false });
  const timeout = BASE_TIMEOUT_S + (TIMES_ITS_LENGTH * media.durationMs) / 1000;
  const command = ffmpeg(`file:${path}`, { timeout })
    .input(masks)
    .inputOptions([
      ...["-f", "rawvideo", "-pixel_format", "gray", "-framerate", String(MASK_RATE)],
      ...["-video_size", `${MASK_SIZE.width}x${MASK_SIZE.height}`],
    ]);
  if (privacyZones.length > 0) {
    const zonesPath = join(folder, "zones.png");
    await writeFile(zonesPath, await drawZones(privacyZones, size));
    command.input(zonesPath);
  }
  command
    .complexFilter(filtersFor(size, privacyZones.length > 0))
    .outputOptions([
      ...["-map", "[shown]", ...(withSound ? ["-map", "0:a:0?", "-c:a", "aac"] : ["-an"])],
      ...["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"],
      ...["-c:v", "libx264", "-preset", "veryfast", "-crf", QUALITY, "-pix_fmt", "yuv420p"],
      ...["-threads", "2", "-movflags", "+faststart"],
    ])
    .output(blurredPath);
  try {
    await runToEnd(command, signal);
  } finally {
    masks.destroy();
  }
  return blurredPath;
}

/** One mask after the other, for ever: ffmpeg takes as many as the recording lasts. */
async function* masksOf({ blurring, onProgress }: BlurRequest): AsyncGenerator<Uint8Array> {
  for (let index = 0; ; index++) {
    const atMs = (index * 1000) / MASK_RATE;
    yield blurMask(blurredAt(blurring, atMs));
    await onProgress(atMs);
  }
}

function filtersFor({ width, height }: { width: number; height: number }, hasZones: boolean) {
  const scale = COLOURS / Math.max(width, height);
  const few = (side: number) => Math.max(1, Math.round(side * scale));
  const size = `${width}:${height}`;
  return [
    `[0:V:0]scale=${size},setsar=1,format=yuv420p,split[original][toCover]`,
    `[toCover]scale=${few(width)}:${few(height)}:flags=area,scale=${size}:flags=bicubic,format=yuva420p[cover]`,
    `[1:v]scale=${size}:flags=neighbor,format=gray[mask]`,
    "[cover][mask]alphamerge=shortest=1[covering]",
    `[original][covering]overlay=shortest=1${hasZones ? "[blurred];[blurred][2:v]overlay" : ""}[shown]`,
  ].join(";");
}

/** The zones in black on nothing, a little larger than they are: none of their edge shines through. */
function drawZones(
  zones: readonly UnitPolygon[],
  { width, height }: { width: number; height: number },
): Promise<Buffer> {
  const polygons = zones.map((zone) => {
    const points = zone.map(({ x, y }) => `${x * width},${y * height}`).join(" ");
    return `<polygon points="${points}" fill="black" stroke="black" stroke-width="4"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${polygons.join("")}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function runToEnd(command: ffmpeg.FfmpegCommand, signal: AbortSignal): Promise<void> {
  const kill = () => command.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      command.on("end", () => resolve());
      command.on("error", reject);
      command.run();
    });
  } catch (error) {
    signal.throwIfAborted();
    throw (error as { inputStreamError?: Error }).inputStreamError ?? error;
  } finally {
    signal.removeEventListener("abort", kill);
  }
}
