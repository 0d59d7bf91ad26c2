import { describe, expect, it } from "vitest";
import { paintImage } from "../samples.ts";
import { createPlanar, fillPlanar, letterbox, mirrorPlanar } from "./letterbox.ts";

describe("letterbox", () => {
  it("shrinks the long side and pads to multiples of 32", () => {
    expect(letterbox(1920, 1080, 1280)).toEqual({
      scale: 2 / 3,
      contentWidth: 1280,
      contentHeight: 720,
      width: 1280,
      height: 736,
    });
  });

  it("never enlarges", () => {
    expect(letterbox(320, 180, 1280)).toMatchObject({ scale: 1, width: 320, height: 192 });
  });

  it("fills blue, green and red planes and leaves the padding black", () => {
    const target = createPlanar(letterbox(33, 10, 1280));
    fillPlanar(
      paintImage(33, 10, () => [10, 20, 30]),
      target,
    );
    const plane = 64 * 32;
    expect([target.data[0], target.data[plane], target.data[2 * plane]]).toEqual([30, 20, 10]);
    expect([target.data[32], target.data[33], target.data[10 * 64]]).toEqual([30, 0, 0]);
  });

  it("samples a ramp between its pixels", () => {
    const target = createPlanar(letterbox(120, 60, 80));
    fillPlanar(
      paintImage(120, 60, (x) => [0, 0, x]),
      target,
    );
    expect(target.data[40]).toBeCloseTo(40.5 * 1.5 - 0.5, 4);
    expect(target.data[39 * 96 + 79]).toBeCloseTo(79.5 * 1.5 - 0.5, 4);
  });

  it("enlarges a region to fill a larger input", () => {
    const target = { scale: 4, contentWidth: 32, contentHeight: 32, width: 32, height: 32 };
    const planar = createPlanar(target);
    fillPlanar(
      paintImage(8, 8, (x, y) => [0, 0, x + 10 * y]),
      planar,
    );
    expect(planar.data[16 * 32 + 16]).toBeCloseTo(3.625 + 10 * 3.625, 4);
    expect(planar.data[31 * 32 + 31]).toBeCloseTo(7 + 70, 4);
  });

  it("turns into the mirror image of the region that fills it", () => {
    const region = paintImage(32, 32, (x, y) => [x, y, x + y]);
    const mirrored = paintImage(32, 32, (x, y) => [31 - x, y, 31 - x + y]);
    const [planar, expected] = [region, mirrored].map((image) => {
      const filled = createPlanar(letterbox(32, 32, 32));
      fillPlanar(image, filled);
      return filled;
    });
    if (planar) mirrorPlanar(planar);
    expect(planar?.data).toEqual(expected?.data);
  });
});
