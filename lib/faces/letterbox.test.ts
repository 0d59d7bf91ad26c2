import { describe, expect, it } from "vitest";
import { coarseLetterbox, createPlanar, fillPlanar, letterbox, shrinkPlanar } from "./letterbox.ts";
import { paintImage } from "./samples.ts";

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
  });

  it("averages whole blocks for the coarse input", () => {
    const fine = createPlanar(letterbox(64, 32, 64));
    fillPlanar(
      paintImage(64, 32, (x, y) => [0, 0, x + y]),
      fine,
    );
    const coarse = createPlanar(coarseLetterbox(fine.letterbox, 2));
    shrinkPlanar(fine, 2, coarse);
    expect(coarse.data[0]).toBe(1);
    expect(coarse.data[coarse.letterbox.width + 3]).toBe(9);
  });
});
