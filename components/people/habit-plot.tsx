import { useTranslations } from "next-intl";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { HabitCell } from "#lib/people/habits.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const LABELLED_HOURS = [0, 6, 12, 18];

/** Of the drawing, in units of which a phone shows one as a pixel. */
const LEFT = 34;
const STEP = { x: 12, y: 20 };
const TOP = 4;
const WIDTH = LEFT + 24 * STEP.x;
const HEIGHT = TOP + 7 * STEP.y + 16;
const LARGEST = 5.8;
const EMPTY = 1;

/** A week in hours: a dot for each hour in which somebody came, the larger the oftener. */
export function HabitPlot({ cells }: { cells: readonly HabitCell[] }) {
  const t = useTranslations("person.habits");
  const { weekdayWords, clockWords } = useTimeWords();
  const most = Math.max(...cells.map(({ visits }) => visits));
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t("plot")}
      className="mt-3 w-full max-w-[520px]"
    >
      {WEEKDAYS.map((weekday) => (
        <g key={weekday}>
          <text x={0} y={rowOf(weekday) + 4} className="fill-muted text-[11px]">
            {weekdayWords(weekday)}
          </text>
        </g>
      ))}
      <path d={everyHour} strokeWidth={2 * EMPTY} strokeLinecap="round" className="stroke-line" />
      {cells.map(({ weekday, hour, visits }) => (
        <circle
          key={`${weekday} ${hour}`}
          cx={columnOf(hour)}
          cy={rowOf(weekday)}
          r={Math.max(2.5, LARGEST * Math.sqrt(visits / most))}
          className="fill-accent"
        >
          <title>
            {t("cell", {
              day: weekdayWords(weekday, "long"),
              from: clockWords(hour * 60),
              until: clockWords((hour + 1) * 60),
              count: visits,
            })}
          </title>
        </circle>
      ))}
      {LABELLED_HOURS.map((hour) => (
        <text
          key={hour}
          x={columnOf(hour) - STEP.x / 2}
          y={HEIGHT - 2}
          className="fill-muted text-[11px] tabular-nums"
        >
          {clockWords(hour * 60)}
        </text>
      ))}
    </svg>
  );
}

const columnOf = (hour: number) => LEFT + (hour + 0.5) * STEP.x;
const rowOf = (weekday: number) => TOP + (weekday - 0.5) * STEP.y;

/** A dot for each hour of the week: lines without length, for round ends are drawn all the same. */
const dot = (weekday: number, hour: number) => `M${columnOf(hour)} ${rowOf(weekday)}h0`;
const everyHour = WEEKDAYS.flatMap((day) => HOURS.map((hour) => dot(day, hour))).join("");
