import { expect, it } from "vitest";
import { dayAfter, daysOf, monthAfter } from "./calendar.ts";

it("counts days and months over the end of a year", () => {
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
  expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
  expect(monthAfter("2026-12", 1)).toBe("2027-01");
  expect(monthAfter("2026-01", -1)).toBe("2025-12");
});

it.each([
  ["2026-11", 30, 6],
  ["2024-02", 29, 3],
  ["2026-06", 30, 0],
])("knows the days of %s, and the weekday that it begins with", (month, count, before) => {
  const shown = daysOf(month);
  expect([shown.days.length, shown.before]).toEqual([count, before]);
  expect(shown.days.at(-1)).toBe(`${month}-${count}`);
});
