import { describe, expect, it } from "vitest";
import { partsOf, queryOf, without } from "./address.ts";
import { filterSchema, startSchema } from "./schema.ts";

const camera = "019aa000-0000-7000-8000-000000000001";
const address = { camera, from: 22, until: 6, day: "2026-11-22", q: "anna & bo" };

const read = (query: string) => {
  const said = Object.fromEntries(new URLSearchParams(query));
  return { ...filterSchema.parse(said), ...startSchema.parse(said) };
};

describe("the timeline's address", () => {
  it("is read as it was written", () => {
    expect(read(queryOf(address))).toEqual(address);
    expect(queryOf({})).toBe("");
  });

  it("loses one part and keeps the others", () => {
    expect(partsOf(address)).toEqual(["day", "camera", "hours", "q"]);
    expect(partsOf(without(address, "hours"))).toEqual(["day", "camera", "q"]);
    expect(queryOf(without({ day: "2026-11-22" }, "day"))).toBe("");
  });

  it("asks nothing by what makes no sense", () => {
    const nonsense = "?camera=front&from=25&until=x&day=2026-13-01&category=foe&q=++&before=x_y";
    expect(partsOf(read(nonsense))).toEqual([]);
    expect(read(`?day=0000-01-01&before=0000-01-01T00:00:00.000Z_${camera}`)).toEqual({});
  });
});
