import { expect, it } from "vitest";
import { fittingSize } from "./fitting-size.ts";

it.each([
  ["of 12 megapixels as it is", [4032, 3024], [4032, 3024]],
  ["of 48 megapixels smaller, in its shape", [8064, 6048], [4729, 3547]],
  ["that is long and narrow in its shape, too", [16_000, 2_000], [11_585, 1_448]],
])("has a picture %s", (_, [width = 0, height = 0], [fittingWidth, fittingHeight]) => {
  expect(fittingSize({ width, height })).toEqual({ width: fittingWidth, height: fittingHeight });
});
