import { expect, it } from "vitest";
import { normalise } from "./similarity.ts";
import { fromBytes, toBytes } from "./vector-bytes.ts";

it("a stored vector comes back the same, also from the middle of a buffer", () => {
  const vector = normalise([0.3, -0.2, 0.9, 0.01]);
  const stored = new Uint8Array([9, ...toBytes(vector)]).subarray(1);
  expect([...fromBytes(stored)]).toEqual([...vector].map((value) => expect.closeTo(value, 6)));
});

it("stores little endian, so that any machine reads it", () => {
  expect([...toBytes(normalise([1, 0]))]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0]);
});

it("refuses bytes that are no vector", () => {
  expect(() => fromBytes(new Uint8Array(5))).toThrow(RangeError);
});
