import { describe, expect, it } from "vitest";
import { isPlausibleFace } from "../detection/plausibility.ts";
import { frontDetection, paintImage } from "../samples.ts";
import type { Landmarks, RgbImage } from "../types.ts";
import { explainAbsence, reasonAgainst } from "./absence.ts";
import { type FaceQuality, isEmbeddable, qualityAtMost, rateFace } from "./quality.ts";

/** Blocks of `size` pixels, `contrast` apart. */
const checks = (size: number, dark = 60, bright = 180): RgbImage =>
  paintImage(112, 112, (x, y) => {
    const value = (Math.floor(x / size) + Math.floor(y / size)) % 2 === 0 ? dark : bright;
    return [value, value, value];
  });

const rate = (height: number, image: RgbImage, score = 0.9) =>
  rateFace(frontDetection(100, 100, height, score), image);

describe("quality", () => {
  it("prefers the larger, the sharper, the better lit and the surer shot", () => {
    const reference = rate(60, checks(8)).quality;
    expect(rate(90, checks(8)).quality).toBeGreaterThan(reference);
    expect(rate(60, checks(28)).quality).toBeLessThan(reference);
    expect(rate(60, checks(8, 2, 12)).quality).toBeLessThan(reference);
    expect(rate(60, checks(8, 245, 255)).quality).toBeLessThan(reference);
    expect(rate(60, checks(8), 0.65).quality).toBeLessThan(reference);
  });

  it("is never better than can be known without the pixels", () => {
    for (const height of [24, 60, 200]) {
      const atMost = qualityAtMost(frontDetection(100, 100, height, 0.9));
      for (const image of [checks(8), checks(28), checks(2)])
        expect(rate(height, image).quality).toBeLessThan(atMost);
      expect(rate(height, checks(8)).quality).toBeGreaterThan(0.7 * atMost);
    }
  });

  it("does not take noise for detail", () => {
    const noise = (x: number, y: number) => ((x * 7919 + y * 104_729) % 211) - 105;
    const soft = (x: number, y: number) => 120 + 50 * Math.sin(x / 9) * Math.cos(y / 9);
    const grey = (value: number) => [value, value, value] as const;
    const noisy = paintImage(112, 112, (x, y) => grey(soft(x, y) + noise(x, y) / 2));
    expect(rate(60, noisy).sharpness).toBeLessThan(rate(60, checks(8)).sharpness);
  });

  it.each([
    ["turned", 14, 0],
    ["lifted", 0, -6],
    ["lowered", 0, 6],
  ])("prefers a face from the front to a %s one", (_, dx, dy) => {
    const front = frontDetection(100, 100, 80);
    const [leftEye, rightEye, { x, y }, leftMouth, rightMouth] = front.landmarks;
    const nose = { x: x + dx, y: y + dy };
    const landmarks: Landmarks = [leftEye, rightEye, nose, leftMouth, rightMouth];
    const moved = { ...front, landmarks };
    const level = rateFace(front, checks(8)).quality;
    expect(rateFace(moved, checks(8)).quality).toBeLessThan(0.98 * level);
  });

  it("stays within 0 and 1, even for one black colour", () => {
    const black = rate(
      300,
      paintImage(112, 112, () => [0, 0, 0]),
    );
    expect(black.quality).toBeGreaterThanOrEqual(0);
    expect(rate(500, checks(2), 1).quality).toBeLessThanOrEqual(1);
    expect(isEmbeddable(black)).toBe(false);
  });

  it("embeds from 20 px and from a quality of 0.35", () => {
    const good = { ...rate(24, checks(4)), heightPx: 20 };
    expect(isEmbeddable(good)).toBe(true);
    expect(isEmbeddable({ ...good, heightPx: 19.9 })).toBe(false);
    expect(isEmbeddable({ ...good, quality: 0.349 })).toBe(false);
  });
});

describe("plausibility", () => {
  const face = frontDetection(100, 100, 80);
  const [leftEye, rightEye, nose, leftMouth, rightMouth] = face.landmarks;

  it("accepts a face from the front", () => {
    expect(isPlausibleFace(face)).toBe(true);
  });

  it("refuses a mouth above the eyes", () => {
    const landmarks: Landmarks = [leftMouth, rightMouth, nose, leftEye, rightEye];
    expect(isPlausibleFace({ ...face, landmarks })).toBe(false);
  });

  it("refuses landmarks that no human face has", () => {
    const wide: Landmarks = [
      { x: leftEye.x - 30, y: leftEye.y },
      { x: rightEye.x + 30, y: rightEye.y },
      nose,
      leftMouth,
      rightMouth,
    ];
    expect(isPlausibleFace({ ...face, landmarks: wide })).toBe(false);
  });

  it("refuses eyes that coincide", () => {
    const landmarks: Landmarks = [leftEye, leftEye, nose, leftMouth, rightMouth];
    expect(isPlausibleFace({ ...face, landmarks })).toBe(false);
  });
});

describe("the reason for no face", () => {
  const shot: FaceQuality = {
    quality: 0.3,
    heightPx: 50,
    sharpness: 0.1,
    frontality: 1,
    exposure: 1,
  };

  it.each([
    ["too-small", { heightPx: 19 }],
    ["too-dark", { exposure: 0.2 }],
    ["turned-away", { frontality: 0.3 }],
    ["blurred", {}],
  ])("is %s", (reason, lack) => {
    expect(reasonAgainst({ ...shot, ...lack })).toBe(reason);
  });

  it("is what was lacking in what was seen, else the light, else nobody", () => {
    expect(explainAbsence("too-small", 10)).toBe("too-small");
    expect(explainAbsence(undefined, 10)).toBe("too-dark");
    expect(explainAbsence(undefined, 60)).toBe("nobody");
  });
});
