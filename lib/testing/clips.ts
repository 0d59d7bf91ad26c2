import { execFile } from "node:child_process";
import { mkdtemp, open, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Makes clips with ffmpeg in a folder of its own. */
export type ClipWorkshop = {
  readonly folder: string;
  /** Runs ffmpeg with these arguments; the clip is written to `name` and its path returned. */
  make(name: string, ...args: string[]): Promise<string>;
  /** Writes these bytes. */
  write(name: string, bytes: string | Uint8Array): Promise<string>;
  /** Cuts the file off after a share of its bytes. */
  cut(path: string, share: number): Promise<void>;
  /** Overwrites a part of the file, from a share of its bytes on, with zeros. */
  spoil(path: string, share: number, bytes: number): Promise<void>;
  remove(): Promise<void>;
};

/** An empty workshop; remove it after the tests. */
export async function openWorkshop(): Promise<ClipWorkshop> {
  const folder = await mkdtemp(join(tmpdir(), "kith-clips-"));
  return {
    folder,
    async make(name, ...args) {
      const path = join(folder, name);
      await run("ffmpeg", ["-nostdin", "-v", "error", "-y", ...args, path]);
      return path;
    },
    async write(name, bytes) {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    },
    async cut(path, share) {
      await truncate(path, Math.floor((await stat(path)).size * share));
    },
    async spoil(path, share, bytes) {
      const file = await open(path, "r+");
      const start = Math.floor((await file.stat()).size * share);
      await file.write(new Uint8Array(bytes), 0, bytes, start);
      await file.close();
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
