import { describe, expect, it } from "vitest";
import { blurMask, MASK_SIZE } from "./blur-mask.ts";
import { blurredAt, blurringOf } from "./blurring.ts";

const at = (atMs: number, x: number) => ({ atMs, box: { x, y: 0.4, width: 0.1, height: 0.2 } });
const anna = { points: [at(1000, 0.1), at(1333, 0.1), at(1666, 0.1)], isChosen: true };
const emil = { points: [at(1000, 0.7), at(1666, 0.7), at(4000, 0.5)], isChosen: false };

/** Whether the middle of a face at x is covered at a time. */
function isCovered(blurring: ReturnType<typeof blurringOf>, atMs: number, x: number): boolean {
  return blurredAt(blurring, atMs).some(
    (box) =>
      box.x <= x + 0.05 &&
      x + 0.05 <= box.x + box.width &&
      box.y <= 0.5 &&
      0.5 <= box.y + box.height,
  );
}

describe("what is blurred", () => {
  it("is everybody but the chosen, with more than the face", () => {
    const blurring = blurringOf([anna, emil], [at(1000, 0.1), at(1000, 0.7)]);
    expect(isCovered(blurring, 1000, 0.1)).toBe(false);
    expect(isCovered(blurring, 1000, 0.7)).toBe(true);
    const [box] = blurredAt(blurring, 1000);
    expect(box?.width).toBeGreaterThan(0.15);
    expect(box?.height).toBeGreaterThan(0.35);
  });

  it("begins before others are seen, ends after it, and goes along while they are out of view", () => {
    const blurring = blurringOf([emil], []);
    expect(isCovered(blurring, 100, 0.7)).toBe(true);
    expect(isCovered(blurring, 2833, 0.6)).toBe(true);
    expect(isCovered(blurring, 4900, 0.5)).toBe(true);
    expect(isCovered(blurring, 6000, 0.5)).toBe(false);
  });

  it("is a face that the analysis did not keep, for a while before and after", () => {
    const blurring = blurringOf([anna], [at(1300, 0.1), at(1300, 0.45)]);
    expect(isCovered(blurring, 700, 0.45)).toBe(true);
    expect(isCovered(blurring, 2000, 0.45)).toBe(true);
    expect(isCovered(blurring, 1300, 0.1)).toBe(false);
  });

  it("is also a face where the chosen one is no longer seen: it may be anybody's", () => {
    const blurring = blurringOf([anna], [at(1700, 0.1), at(3000, 0.1)]);
    expect(isCovered(blurring, 1700, 0.1)).toBe(false);
    expect(isCovered(blurring, 3000, 0.1)).toBe(true);
  });

  it("is the second of two faces at the chosen one's place", () => {
    const blurring = blurringOf([anna], [at(1000, 0.1), at(1000, 0.14)]);
    expect(blurring.places).toEqual([at(1000, 0.14)]);
  });

  it("is everybody where nobody is chosen", () => {
    const blurring = blurringOf([{ ...anna, isChosen: false }], [at(1000, 0.1)]);
    expect(isCovered(blurring, 1000, 0.1)).toBe(true);
  });
});

describe("a mask", () => {
  it("has every cell that a box touches, and none outside the frame", () => {
    const { width, height } = MASK_SIZE;
    const mask = blurMask([{ x: 0.501 - 1 / width, y: 0.5, width: 1.5 / width, height: 0.001 }]);
    const covered = [...mask.entries()].filter(([, value]) => value > 0).map(([cell]) => cell);
    const row = (height / 2) * width;
    expect(covered).toEqual([row + width / 2 - 1, row + width / 2]);
    expect(blurMask([{ x: -1, y: -1, width: 3, height: 3 }]).every((value) => value === 255)).toBe(
      true,
    );
    expect(blurMask([{ x: 1.2, y: 0, width: 1, height: 1 }]).some((value) => value > 0)).toBe(
      false,
    );
  });
});
