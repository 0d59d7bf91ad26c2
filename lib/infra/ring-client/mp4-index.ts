import { type FileHandle, open } from "node:fs/promises";

/** Type and length of a box: ISO/IEC 14496-12, section 4.2. */
const HEADER_BYTES = 16;

/**
 * Whether an MP4 file has its whole index, the `moov` box: without it no frame can be found. A file
 * whose frames are cut short has one, and shows what there is.
 */
export async function hasIndex(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    for (let at = 0; at < size; ) {
      const box = await readBox(file, at, size);
      if (!box || box.type === "moov") return box !== null && at + box.length <= size;
      at += box.length;
    }
    return false;
  } finally {
    await file.close();
  }
}

/** Null where there is no box. */
async function readBox(file: FileHandle, at: number, size: number) {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, at);
  if (bytesRead < 8) return null;
  const short = buffer.readUInt32BE(0);
  const type = buffer.toString("latin1", 4, 8);
  // 0: up to the end of the file; 1: the length is the next eight bytes.
  const length = short === 0 ? size - at : short === 1 ? Number(buffer.readBigUInt64BE(8)) : short;
  return length < 8 ? null : { type, length };
}
