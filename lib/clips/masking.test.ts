import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyMask, maskSpans, parseUnitRectangles } from "./masking.ts";
import type { UnitPolygon } from "./types.ts";

const WIDTH = 40;
const HEIGHT = 30;

function maskedPixels(polygons: readonly UnitPolygon[]): boolean[][] {
  const data = new Uint8Array(WIDTH * HEIGHT * 3).fill(255);
  applyMask(data, maskSpans(polygons, WIDTH, HEIGHT));
  return Array.from({ length: HEIGHT }, (_, y) =>
    Array.from({ length: WIDTH }, (__, x) => {
      const at = (y * WIDTH + x) * 3;
      return data.subarray(at, at + 3).every((value) => value === 0);
    }),
  );
}

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

  it("gives ordered spans without overlaps, and none without zones", () => {
    const spans = maskSpans(parseUnitRectangles("0,0,0.5,0.5;0.25,0,0.5,0.5"), WIDTH, HEIGHT);
    expect(spans).toHaveLength(15);
    expect(spans[0]).toEqual({ start: 0, end: 90 });
    expect(maskSpans([], WIDTH, HEIGHT)).toEqual([]);
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
