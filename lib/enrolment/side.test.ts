import { expect, it } from "vitest";
import { missingSides, sideOf } from "./side.ts";

it.each([
  [0, "front"],
  [0.28, "front"],
  [-0.28, "front"],
  [0.3, "left"],
  [-0.3, "right"],
  [-2, "right"],
] as const)("a nose that has moved by %f eye distances shows the face %s", (yaw, side) => {
  expect(sideOf(yaw)).toBe(side);
});

it("says which sides are still missing", () => {
  expect(missingSides([])).toEqual(["front", "left", "right"]);
  expect(missingSides([{ side: "left" }, { side: "left" }])).toEqual(["front", "right"]);
});
