import { expect, it } from "vitest";
import { adviceOn, isUsable, type RatedFace } from "./advice.ts";

const good: RatedFace = {
  ...{ heightPx: 200, quality: 0.9, sharpness: 0.7, frontality: 0.9, exposure: 1 },
  ...{ brightness: 120, angle: "front" },
};

it.each<[string, Partial<RatedFace>, string[]]>([
  ["a good face", {}, []],
  ["a half-profile", { angle: "half-profile", frontality: 0.4 }, []],
  ["a face of 30 px", { heightPx: 30 }, ["too-small"]],
  ["one in motion", { sharpness: 0.2 }, ["blurred"]],
  ["a profile", { angle: "profile", frontality: 0.35 }, ["turned-away"]],
  ["one who looks at the floor", { frontality: 0.1 }, ["turned-away"]],
  ["one in the dark", { exposure: 0.2, brightness: 20 }, ["too-dark"]],
  ["one before a lamp", { exposure: 0.2, brightness: 230 }, ["too-bright"]],
  ["a small dark one", { heightPx: 50, exposure: 0.1, brightness: 20 }, ["too-dark", "too-small"]],
])("says of %s what would make it better, the worst first", (_, parts, advice) => {
  expect(adviceOn({ ...good, ...parts })).toEqual(advice);
});

it("always says something of a face that cannot be used", () => {
  const poor = { ...good, quality: 0.2, sharpness: 0.46 };
  expect(isUsable(poor)).toBe(false);
  expect(adviceOn(poor)).toEqual(["blurred"]);
});
