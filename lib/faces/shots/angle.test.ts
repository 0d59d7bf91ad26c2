import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Landmarks } from "../types.ts";
import { faceAngle, pitchProxy, yawProxy } from "./angle.ts";

const noseAt = (proxy: number, radians = 0): Landmarks => {
  const at = (x: number, y: number) => ({
    x: 100 + x * Math.cos(radians) - y * Math.sin(radians),
    y: 100 + x * Math.sin(radians) + y * Math.cos(radians),
  });
  return [at(-20, 0), at(20, 0), at(proxy * 40, 25), at(-15, 45), at(15, 45)];
};

describe("angle", () => {
  it.each([
    [0, "front"],
    [0.28, "front"],
    [0.3, "half-profile"],
    [-0.3, "half-profile"],
    [0.67, "half-profile"],
    [0.69, "profile"],
    [-1.8, "profile"],
  ])("calls a nose %f eye distances off the middle a %s", (proxy, angle) => {
    expect(faceAngle(noseAt(proxy))).toBe(angle);
  });

  it("says how far down the nose lies between eyes and mouth, however the picture is turned", () => {
    for (const radians of [0, 0.7, Math.PI]) {
      expect(pitchProxy(noseAt(0, radians))).toBeCloseTo(25 / 45, 6);
      expect(pitchProxy(noseAt(0.5, radians))).toBeCloseTo(25 / 45, 6);
    }
    const point = { x: 1, y: 1 };
    expect(pitchProxy([point, point, point, point, point])).toBe(0);
  });

  it("does not mistake a tilted head for a turned one", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (proxy, radians) => {
          expect(yawProxy(noseAt(proxy, radians))).toBeCloseTo(proxy, 6);
        },
      ),
    );
  });

  it("takes eyes that coincide for a profile", () => {
    const point = { x: 1, y: 1 };
    expect(faceAngle([point, point, point, point, point])).toBe("profile");
  });
});
