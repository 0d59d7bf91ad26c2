import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RgbImage } from "#lib/faces/types.ts";
import { createMask, parseUnitRectangles } from "./masking.ts";
import type { UnitPolygon } from "./types.ts";

const WIDTH = 40;
const HEIGHT = 30;

function maskedPixels(polygons: readonly UnitPolygon[]): boolean[][] {
  const frame = whiteImage(WIDTH, HEIGHT);
  createMask(polygons)(frame);
  return blackPixels(frame);
}

const whiteImage = (width: number, height: number): RgbImage => ({
  data: new Uint8Array(width * height * 3).fill(255),
  width,
  height,
});

const blackPixels = ({ data, width, height }: RgbImage): boolean[][] =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (__, x) => {
      const at = (y * width + x) * 3;
      return data.subarray(at, at + 3).every((value) => value === 0);
    }),
  );

describe("masking", () => {
  it("blacks out exactly the pixels of a rectangle on pixel bounds", () => {
    const masked = maskedPixels(parseUnitRectangles("0.25,0.2,0.5,0.3"));
    for (const [y, row] of masked.entries()) {
      for (const [x, isMasked] of row.entries()) {
        expect(isMasked, `${x},${y}`).toBe(x >= 10 && x < 30 && y >= 6 && y < 15);
      }
    }
  });

  it("lets no pixel inside a zone survive, whatever the zone's shape", () => {
    const coordinate = fc.double({ min: -0.2, max: 1.2, noNaN: true });
    const polygons = fc.array(fc.record({ x: coordinate, y: coordinate }), {
      minLength: 3,
      maxLength: 7,
    });
    fc.assert(
      fc.property(
        polygons,
        fc.double({ min: 0, max: 1 }),
        fc.double({ min: 0, max: 1 }),
        (p, x, y) => {
          const column = Math.min(WIDTH - 1, Math.floor(x * WIDTH));
          const row = Math.min(HEIGHT - 1, Math.floor(y * HEIGHT));
          if (windingNumber(p, x, y) !== 0) {
            expect(maskedPixels([p])[row]?.[column]).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("masks a pixel that a thin zone only grazes", () => {
    const sliver = [
      { x: 0.5, y: 0.5 },
      { x: 0.501, y: 0.5 },
      { x: 0.501, y: 0.501 },
    ];
    expect(maskedPixels([sliver])[15]?.[20]).toBe(true);
  });

  it("has no holes where a zone crosses itself", () => {
    const star = [0, 2, 4, 1, 3].map((corner) => ({
      x: 0.5 + 0.4 * Math.cos((corner / 5) * 2 * Math.PI),
      y: 0.5 + 0.4 * Math.sin((corner / 5) * 2 * Math.PI),
    }));
    expect(maskedPixels([star])[15]?.[20]).toBe(true);
  });

  it("leaves all without zones", () => {
    expect(maskedPixels([]).flat()).not.toContain(true);
  });

  it("blacks out the reduced picture of a frame too, with what was blended into the pixels beside", () => {
    const frame = { ...whiteImage(WIDTH, HEIGHT), reduced: whiteImage(WIDTH / 2, HEIGHT / 2) };
    createMask(parseUnitRectangles("0.25,0.2,0.5,0.2"))(frame);
    for (const [y, row] of blackPixels(frame.reduced).entries()) {
      for (const [x, isMasked] of row.entries()) {
        expect(isMasked, `${x},${y}`).toBe(x >= 3 && x < 17 && y >= 1 && y < 8);
      }
    }
    expect(blackPixels(frame).flat().filter(Boolean)).toHaveLength(20 * 6);
  });

  it("follows frames whose size changes", () => {
    const mask = createMask(parseUnitRectangles("0,0,1,0.5"));
    for (const height of [10, 20]) {
      const frame = whiteImage(4, height);
      mask(frame);
      expect(
        blackPixels(frame)
          .map(([first]) => first)
          .lastIndexOf(true),
      ).toBe(height / 2 - 1);
    }
  });
});

describe("rectangles as text", () => {
  it("reads several and none", () => {
    expect(parseUnitRectangles("0,0,0.3,0.1; 0.7,0,0.3,0.1")).toHaveLength(2);
    expect(parseUnitRectangles("")).toEqual([]);
    expect(parseUnitRectangles(" ; ")).toEqual([]);
  });

  it.each([
    ["0,0,1", "is not a rectangle"],
    ["0,0,x,1", "is not a rectangle"],
    ["0,,1,1", "is not a rectangle"],
    ["0,0,0,1", "has no area"],
    ["0.8,0,0.3,1", "reaches out of the frame"],
    ["0,0,0.1,0.1;-0.1,0,0.5,0.5", '"-0.1,0,0.5,0.5" reaches out'],
  ])("refuses %s and says why", (text, reason) => {
    expect(() => parseUnitRectangles(text)).toThrow(reason);
  });
});

/** Sunday's algorithm, an independent test of being inside. */
function windingNumber(polygon: UnitPolygon, x: number, y: number): number {
  let winding = 0;
  for (const [index, a] of polygon.entries()) {
    const b = polygon[(index + 1) % polygon.length] ?? a;
    const side = (b.x - a.x) * (y - a.y) - (x - a.x) * (b.y - a.y);
    if (a.y <= y && b.y > y && side > 0) {
      winding += 1;
    } else if (a.y > y && b.y <= y && side < 0) {
      winding -= 1;
    }
  }
  return winding;
}
