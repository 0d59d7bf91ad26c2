/** In how many visits somebody came on a weekday, 1 Monday to 7 Sunday, in an hour of the day, 0..23. */
export type HabitCell = { weekday: number; hour: number; visits: number };

/** What the cells come to. */
export type Habits = {
  visits: number;
  /** The fewest weekdays on which most of the visits were, three at most; empty where there are no such. */
  weekdays: number[];
  /**
   * The shortest stretch of hours, six at most, in which most of the visits were, up to but without
   * `until`, which may be on the next day; null where there is none.
   */
  hours: { from: number; until: number } | null;
};

/** Of fewer visits nothing follows. */
export const FEWEST_VISITS = 5;
/** So large a share is most of them. */
const MOST = 0.6;
const MOST_WEEKDAYS = 3;
const LONGEST_HOURS = 6;

const WEEK = [1, 2, 3, 4, 5, 6, 7];
const DAY_HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** When somebody usually comes, as far as so many visits tell. */
export function habitsIn(cells: readonly HabitCell[]): Habits {
  const visits = sum(cells);
  if (visits < FEWEST_VISITS) return { visits, weekdays: [], hours: null };
  const enough = MOST * visits;
  return { visits, weekdays: weekdaysWith(cells, enough), hours: hoursWith(cells, enough) };
}

const sum = (cells: readonly HabitCell[]) => cells.reduce((total, cell) => total + cell.visits, 0);

function weekdaysWith(cells: readonly HabitCell[], enough: number): number[] {
  const byWeekday = WEEK.map((weekday) => ({
    weekday,
    visits: sum(cells.filter((cell) => cell.weekday === weekday)),
  })).toSorted((a, b) => b.visits - a.visits);
  const wanted = byWeekday.findIndex((_, index) => {
    const best = byWeekday.slice(0, index + 1);
    return best.reduce((total, each) => total + each.visits, 0) >= enough;
  });
  if (wanted + 1 > MOST_WEEKDAYS) return [];
  return byWeekday
    .slice(0, wanted + 1)
    .map(({ weekday }) => weekday)
    .toSorted((a, b) => a - b);
}

function hoursWith(cells: readonly HabitCell[], enough: number): Habits["hours"] {
  for (let length = 1; length <= LONGEST_HOURS; length += 1) {
    const stretches = DAY_HOURS.map((from) => ({
      from,
      visits: sum(cells.filter(({ hour }) => (hour - from + 24) % 24 < length)),
    }));
    const best = stretches.reduce((most, each) => (each.visits > most.visits ? each : most));
    if (best.visits >= enough) return { from: best.from, until: (best.from + length) % 24 };
  }
  return null;
}
