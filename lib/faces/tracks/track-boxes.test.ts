import { describe, expect, it } from "vitest";
import { boxAt } from "./track-boxes.ts";

const at = (atMs: number, x: number) => ({ atMs, box: { x, y: 0.2, width: 0.1, height: 0.2 } });

describe("the box over a face", () => {
  const points = [at(1000, 0.1), at(2000, 0.3), at(6000, 0.8)];
  it("is where the detector saw it", () => expect(boxAt(points, 2000)?.x).toBe(0.3));
  it("glides between two sightings", () => expect(boxAt(points, 1500)?.x).toBeCloseTo(0.2));
  it("does not glide over a long absence", () => expect(boxAt(points, 4000)).toBeNull());
  it("stays for a moment after the last sighting", () => {
    expect(boxAt(points, 6200)?.x).toBe(0.8);
    expect(boxAt(points, 6300)).toBeNull();
  });
  it("comes a moment before the first", () => {
    expect(boxAt(points, 800)?.x).toBe(0.1);
    expect(boxAt(points, 700)).toBeNull();
  });
  it("is shown for a face that was seen in one frame only", () => {
    expect(boxAt([at(1000, 0.4)], 1000)?.x).toBe(0.4);
  });
  it("is absent without points", () => expect(boxAt([], 0)).toBeNull());
});
