import { expect, it } from "vitest";
import { categoryAt } from "./visitors.ts";

const categoryUntil = new Date("2026-06-30T22:00:00Z");
const before = new Date("2026-06-30T21:59:59Z");

it("has a category count up to its end, whether or not the end is written down yet", () => {
  const running = { category: "familiar", categoryUntil, endedCategory: null } as const;
  const ended = { category: "unknown", categoryUntil, endedCategory: "familiar" } as const;
  for (const person of [running, ended]) {
    expect(categoryAt(person, before)).toBe("familiar");
    expect(categoryAt(person, categoryUntil)).toBe("unknown");
  }
});

it("has a category without an end count for good", () => {
  const person = { category: "watchlist", categoryUntil: null, endedCategory: null } as const;
  expect(categoryAt(person, categoryUntil)).toBe("watchlist");
});
