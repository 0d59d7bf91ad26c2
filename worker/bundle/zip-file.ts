import { createHash } from "node:crypto";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { Zip, ZipPassThrough } from "fflate";
import type { BundledFile } from "#lib/bundles/manifest.ts";

/** A zip file that grows on the disk: nothing of it is held in memory. */
export type ZipFile = {
  /** Adds a file as it is. Recordings and pictures would not become smaller. */
  add(name: string, content: { path: string } | { text: string }): Promise<BundledFile>;
  /** Writes the end. Without it the file is none. */
  close(): Promise<void>;
};

/** @param at the time that all files in it have */
export function openZip(path: string, at: Date): ZipFile {
  const out = createWriteStream(path);
  const isOut = finished(out);
  // Awaited at the end; until then nobody would hear of it.
  isOut.catch(() => undefined);
  let failure: Error | null = null;
  const zip = new Zip((error, bytes) => {
    failure ??= error;
    if (bytes) out.write(bytes);
  });
  return {
    async add(name, content) {
      const entry = new ZipPassThrough(name);
      entry.mtime = at;
      zip.add(entry);
      const hash = createHash("sha256");
      let bytes = 0;
      for await (const chunk of bytesOf(content)) {
        hash.update(chunk);
        bytes += chunk.length;
        entry.push(chunk);
        if (out.writableNeedDrain) await Promise.race([once(out, "drain"), isOut]);
      }
      entry.push(new Uint8Array(0), true);
      if (failure) throw failure;
      return { name, bytes, sha256: hash.digest("hex") };
    },
    async close() {
      zip.end();
      out.end();
      await isOut;
      if (failure) throw failure;
    },
  };
}

type Bytes = Uint8Array<ArrayBuffer>;

function bytesOf(
  content: { path: string } | { text: string },
): AsyncIterable<Bytes> | Iterable<Bytes> {
  return "path" in content
    ? (createReadStream(content.path) as AsyncIterable<Bytes>)
    : [new TextEncoder().encode(content.text)];
}

/** SHA-256 of a file, hex. */
export async function fingerprint(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}
