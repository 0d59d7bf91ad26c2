import { normalise } from "./similarity.ts";
import type { UnitVector } from "./types.ts";

const FLOAT_BYTES = 4;

/** The vector as float32, little endian: how Postgres keeps it. */
export function toBytes(vector: UnitVector): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(vector.length * FLOAT_BYTES);
  const view = new DataView(bytes.buffer);
  vector.forEach((value, index) => {
    view.setFloat32(index * FLOAT_BYTES, value, true);
  });
  return bytes;
}

/** @throws RangeError when the bytes are no vector. */
export function fromBytes(bytes: Uint8Array): UnitVector {
  if (bytes.length === 0 || bytes.length % FLOAT_BYTES !== 0)
    throw new RangeError(`${bytes.length} bytes are no float32 vector.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return normalise(
    Array.from({ length: bytes.length / FLOAT_BYTES }, (_, index) =>
      view.getFloat32(index * FLOAT_BYTES, true),
    ),
  );
}
