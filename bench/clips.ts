import { execFile } from "node:child_process";
import { mkdir, readdir, rename, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const RECORDINGS = resolve(import.meta.dirname, "../e2e/fakes/ring/recordings");
const CACHE = join(tmpdir(), "kith-bench-clips");

/** Whose recordings are shown as 1080p clips: each of another person. */
const HD_SOURCES = ["anna-day", "bert-day", "chidi-day", "mei-day"] as const;

/**
 * As a 1080p doorbell films: 25 frames a second for 20 s, H.264 at 3 Mbit/s, a keyframe every 2 s.
 * The grain keeps the encoder from giving the enlarged picture nothing to decode.
 */
const HD_ARGS = [
  ...["-t", "20", "-vf", "scale=1920:1080:flags=lanczos,fps=25,noise=alls=4:allf=t"],
  ...["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-pix_fmt", "yuv420p"],
  ...["-b:v", "3M", "-maxrate", "4M", "-bufsize", "6M", "-g", "50"],
  ...["-c:a", "copy", "-movflags", "+faststart"],
];

/** Paths of the repository's own recordings: 960x540, 15 frames a second, 20 s. */
export async function recordings(): Promise<string[]> {
  const names = await readdir(RECORDINGS);
  return names
    .filter((name) => name.endsWith(".mp4"))
    .sort()
    .map((name) => join(RECORDINGS, name));
}

/** Makes the 1080p clips that are not in the system's temporary folder yet. @returns their paths */
export const hdClips = (say: (line: string) => void): Promise<string[]> =>
  makeClips("1080p", [], say);

/** The same visitors, who stand before the camera when they press: a still of that moment shows them. */
export const hdClipsOfPresses = (say: (line: string) => void): Promise<string[]> =>
  makeClips("1080p-at-the-door", ["-ss", "5"], say);

async function makeClips(
  name: string,
  inputArgs: readonly string[],
  say: (line: string) => void,
): Promise<string[]> {
  await mkdir(CACHE, { recursive: true });
  const paths: string[] = [];
  for (const person of HD_SOURCES) {
    const path = join(CACHE, `${person}-${name}.mp4`);
    if (!(await stat(path).catch(() => undefined))) {
      say(`making ${basename(path)} …`);
      const unfinished = join(CACHE, `${person}.${process.pid}.mp4`);
      const input = [...inputArgs, "-i", join(RECORDINGS, `${person}.mp4`)];
      await run("ffmpeg", ["-nostdin", "-v", "error", "-y", ...input, ...HD_ARGS, unfinished]);
      await rename(unfinished, path);
    }
    paths.push(path);
  }
  return paths;
}
