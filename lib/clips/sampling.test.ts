import { expect, it } from "vitest";
import { decodedSize, sampleIntervalMs } from "./sampling.ts";

it("looks at two frames a second of a short clip and of one of unknown length", () => {
  expect(sampleIntervalMs(20_000)).toBe(500);
  expect(sampleIntervalMs(0)).toBe(500);
});

it("looks at no more than 900 frames of the longest clip", () => {
  expect((15 * 60_000) / sampleIntervalMs(15 * 60_000)).toBeCloseTo(900, 6);
});

it("decodes at most 1920 px on the long side, in proportion and in even numbers", () => {
  expect(decodedSize({ width: 3840, height: 2160 })).toEqual({ width: 1920, height: 1080 });
  expect(decodedSize({ width: 2160, height: 3840 })).toEqual({ width: 1080, height: 1920 });
  expect(decodedSize({ width: 641, height: 359 })).toEqual({ width: 642, height: 360 });
});
