import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { ownKey, parseRange } from "./media.ts";

describe("a byte range", () => {
  it.each([
    ["bytes=0-", { start: 0 }],
    ["bytes=5-9", { start: 5, end: 9 }],
    ["bytes=9-5", undefined],
    ["bytes=-500", undefined],
    ["bytes=0-1,4-5", undefined],
    ["lines=0-1", undefined],
    [null, undefined],
  ])("%s", (header, range) => expect(parseRange(header)).toEqual(range));
});

describe("a media key", () => {
  it("is the path within one's own household", () => {
    expect(ownKey("h1", ["households", "h1", "events", "c.mp4"])).toBe(
      "households/h1/events/c.mp4",
    );
  });
  it.each([
    [["households", "h2", "events", "c.mp4"]],
    [["households", "h1", "..", "h2", "c.mp4"]],
    [["households", "h1", "../h2/c.mp4"]],
    [["households", "h1"]],
    [["households", "h1", "events"]],
    [["households", "h1", "bundles", "b.zip"]],
    [["exports", "h1", "c.mp4"]],
  ])("%j is not found", (segments) => {
    expect(() => ownKey("h1", segments)).toThrow(AppError);
  });
});
