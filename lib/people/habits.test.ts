import { expect, it } from "vitest";
import { type HabitCell, habitsIn } from "./habits.ts";

const MONDAY = 1;
const SUNDAY = 7;
const at = (weekday: number, hour: number, visits = 1): HabitCell => ({ weekday, hour, visits });
const weekdays = [1, 2, 3, 4, 5, 6, 7];

it("finds the weekday and the hours in which somebody mostly comes", () => {
  const cells = [at(MONDAY, 7, 3), at(MONDAY, 8, 4), at(3, 20), at(SUNDAY, 12)];
  expect(habitsIn(cells)).toEqual({ visits: 9, weekdays: [1], hours: { from: 7, until: 9 } });
});

it("takes hours over midnight for one stretch", () => {
  const cells = [at(5, 23, 4), at(6, 0, 4), at(6, 12)];
  expect(habitsIn(cells).hours).toEqual({ from: 23, until: 1 });
});

it("names no weekday where all are alike, and no hours where somebody comes at any", () => {
  const daily = weekdays.map((weekday) => at(weekday, 17, 2));
  expect(habitsIn(daily)).toEqual({ visits: 14, weekdays: [], hours: { from: 17, until: 18 } });
  const always = Array.from({ length: 24 }, (_, hour) => at(SUNDAY, hour));
  expect(habitsIn(always)).toEqual({ visits: 24, weekdays: [7], hours: null });
});

it("concludes nothing from a few visits", () => {
  expect(habitsIn([at(MONDAY, 7, 4)])).toEqual({ visits: 4, weekdays: [], hours: null });
  expect(habitsIn([])).toEqual({ visits: 0, weekdays: [], hours: null });
});
