/**
 * The little of the protocol buffer wire format that an ONNX file needs: integers, floats, strings,
 * bytes and nested messages, written in the order given.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/
 */

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** An encoded field; a message is its fields one after another. */
export type Field = Buffer;

/** @param value a non-negative integer below 2^53 */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}

export function integer(field: number, value: number): Field {
  return Buffer.concat([varint(field * 8 + VARINT), varint(value)]);
}

export function float(field: number, value: number): Field {
  const encoded = Buffer.alloc(4);
  encoded.writeFloatLE(value);
  return Buffer.concat([varint(field * 8 + FIXED_32), encoded]);
}

export function bytes(field: number, value: Buffer): Field {
  return Buffer.concat([varint(field * 8 + LENGTH_DELIMITED), varint(value.length), value]);
}

export function string(field: number, value: string): Field {
  return bytes(field, Buffer.from(value));
}

export function message(field: number, fields: Field[]): Field {
  return bytes(field, Buffer.concat(fields));
}
