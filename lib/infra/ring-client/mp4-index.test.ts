import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasIndex } from "./mp4-index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-mp4-"));
});
afterAll(() => rm(folder, { recursive: true }));

function box(type: string, contentBytes: number, length = 8 + contentBytes): Buffer {
  const made = Buffer.alloc(8 + contentBytes);
  made.writeUInt32BE(length);
  made.write(type, 4, "latin1");
  return made;
}

function longBox(type: string, contentBytes: number): Buffer {
  const made = Buffer.concat([box(type, 0, 1), Buffer.alloc(8 + contentBytes)]);
  made.writeBigUInt64BE(BigInt(made.length), 8);
  return made;
}

describe("an MP4 file", () => {
  it.each<[boolean, string, Buffer[]]>([
    [true, "with its index first", [box("ftyp", 8), box("moov", 20), box("mdat", 50)]],
    [true, "with its index last", [box("ftyp", 8), box("mdat", 50), box("moov", 20)]],
    [
      true,
      "behind frames of a 64-bit length",
      [box("ftyp", 8), longBox("mdat", 50), box("moov", 20)],
    ],
    [true, "up to its end", [box("ftyp", 8), box("moov", 20, 0)]],
    [true, "whose frames are cut short", [box("moov", 20), box("mdat", 50, 500)]],
    [false, "that ends before its index", [box("ftyp", 8), box("mdat", 50, 500)]],
    [false, "whose index is cut short", [box("ftyp", 8), box("moov", 20, 500)]],
    [false, "with rubbish for a box", [box("ftyp", 8), box("\0\0\0\0", 8, 3)]],
    [false, "that ends in a box's header", [box("ftyp", 8), Buffer.alloc(5)]],
  ])("is said to have its index (%s) %s", async (expected, what, boxes) => {
    const path = join(folder, `${what}.mp4`);
    await writeFile(path, Buffer.concat(boxes));
    expect(await hasIndex(path)).toBe(expected);
  });
});
