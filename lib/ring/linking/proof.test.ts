import { describe, expect, it } from "vitest";
import { isTimely, maskEmail } from "./proof.ts";

const now = new Date(1_767_323_045_000);
const window = { maxAgeMs: 600_000, futureSkewMs: 30_000 };
const at = (ms: number) => ({ nonce: "n", time: String(now.getTime() + ms) });

describe("a redirect's time", () => {
  it.each([
    [0, true],
    [-600_000, true],
    [-600_001, false],
    [-601_000, false],
    [30_000, true],
    [30_001, false],
  ])("%d ms from now counts: %s", (ms, counts) => {
    expect(isTimely(at(ms), now, window)).toBe(counts);
  });

  it.each(["", "soon", "1e12", "-5", "1767323045000.5", "99999999999999999"])(
    "that reads %j does not count",
    (time) => {
      expect(isTimely({ nonce: "n", time }, now, window)).toBe(false);
    },
  );
});

it("shows of an address what its owner knows it by", () => {
  expect(maskEmail("sam@example.org")).toBe("s••@example.org");
});
