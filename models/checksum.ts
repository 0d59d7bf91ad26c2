import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

const sha256ByVersion = new Map<string, string>();

/**
 * The file's SHA-256 in hexadecimal, or undefined where there is no such file. Remembered in memory
 * until the file's size or modification time changes.
 */
export async function sha256OfFile(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const version = `${path}:${found.size}:${found.mtimeMs}`;
  const known = sha256ByVersion.get(version);
  if (known) return known;
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const digest = hash.digest("hex");
  sha256ByVersion.set(version, digest);
  return digest;
}
