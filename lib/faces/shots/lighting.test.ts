import { expect, it } from "vitest";
import { paintImage } from "../samples.ts";
import { lightingOf } from "./lighting.ts";

it("tells a picture without colours from one with a few, whatever is masked in it", () => {
  const masked = (x: number) => x < 80;
  const grey = paintImage(100, 60, (x, y) =>
    masked(x) ? [0, 0, 0] : [y * 3 + 40, y * 3 + 40, y * 3 + 41],
  );
  const pale = paintImage(100, 60, (x, y) =>
    masked(x) ? [0, 0, 0] : [y * 3 + 40, y * 3 + 40, y * 3 + 50],
  );
  expect(lightingOf(grey)).toBe("infrared");
  expect(lightingOf(pale)).toBe("day");
});
