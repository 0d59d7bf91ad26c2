import { expect, it } from "vitest";
import { decodedSize, isLook, sampleIntervalMs } from "./sampling.ts";

it("looks once a second at a short clip and at one of unknown length, with two frames in between", () => {
  expect(sampleIntervalMs(20_000)).toBeCloseTo(333.3, 1);
  expect(sampleIntervalMs(0)).toBeCloseTo(333.3, 1);
  const frames = Array.from({ length: 60 }, (_, index) => index);
  expect(frames.filter(isLook).map((index) => index * sampleIntervalMs(20_000))).toHaveLength(20);
  expect(frames.slice(0, 7).filter(isLook)).toEqual([0, 3, 6]);
});

it("looks no more than 450 times at the longest clip, and at no more than 1350 of its frames", () => {
  expect((15 * 60_000) / sampleIntervalMs(15 * 60_000)).toBeCloseTo(1350, 6);
});

it("decodes at most 1920 px on the long side, in proportion and in even numbers", () => {
  expect(decodedSize({ width: 3840, height: 2160 })).toEqual({ width: 1920, height: 1080 });
  expect(decodedSize({ width: 2160, height: 3840 })).toEqual({ width: 1080, height: 1920 });
  expect(decodedSize({ width: 641, height: 359 })).toEqual({ width: 642, height: 360 });
});
