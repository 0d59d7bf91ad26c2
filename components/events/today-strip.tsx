import { categoryDot } from "#components/people/category-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { dayFraction, dayKey } from "#components/ui/time-words.ts";
import type { VisitSummary } from "#lib/events/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { concern, visitCategory } from "./visit-words.ts";

const HOURS = [0, 6, 12, 18, 24];

/** Today as a picture: a lane for each camera, a shape for each visit on a line of 24 hours. */
export function TodayStrip({
  visits,
  now,
  timeZone,
}: {
  visits: readonly VisitSummary[];
  now: string;
  timeZone: string;
}) {
  const today = visits.filter(
    ({ startedAt }) => dayKey(startedAt, timeZone) === dayKey(now, timeZone),
  );
  const lanes = lanesOf(today);
  if (lanes.length === 0) return null;
  const count = today.length === 1 ? "1 visit" : `${today.length} visits`;
  return (
    <figure className="rounded-card bg-card px-4 pt-3 pb-2 shadow-card">
      <figcaption className="sr-only">
        Today: {count}. The list below tells the same in words.
      </figcaption>
      <div aria-hidden="true" className="grid grid-cols-[auto_1fr] items-center gap-x-3">
        {lanes.map(({ cameraName, dots }) => (
          <Lane key={cameraName} cameraName={cameraName}>
            <span
              className="absolute inset-y-1 w-px bg-muted/50"
              style={{ left: percent(dayFraction(now, timeZone)) }}
            />
            {dots.map((dot) => (
              <span
                key={dot.visitId}
                className={classNames(
                  "absolute top-1/2 -mt-[5px] -ml-[5px] size-2.5",
                  categoryDot(dot.category),
                  "ring-2 ring-card",
                )}
                style={{ left: percent(dayFraction(dot.at, timeZone)) }}
              />
            ))}
          </Lane>
        ))}
        <span />
        <span className="relative block h-5 text-[11px] text-muted tabular-nums">
          {HOURS.map((hour) => (
            <span
              key={hour}
              className="absolute -translate-x-1/2 first:translate-x-0 last:-translate-x-full"
              style={{ left: percent(hour / 24) }}
            >
              {String(hour).padStart(2, "0")}
            </span>
          ))}
        </span>
      </div>
    </figure>
  );
}

const Lane = ({ cameraName, children }: { cameraName: string; children: React.ReactNode }) => (
  <>
    <span className="max-w-28 truncate text-small text-muted">{cameraName}</span>
    <span className="relative block h-6">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {children}
    </span>
  </>
);

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;

const depth = (category: PersonCategory | null) => (category === null ? 3 : concern[category]);

function lanesOf(visits: readonly VisitSummary[]) {
  const dots = visits.flatMap((visit) =>
    [...new Set(visit.events.map(({ cameraName }) => cameraName))].map((cameraName) => ({
      cameraName,
      visitId: visit.visitId,
      at: visit.startedAt,
      category: visitCategory(visit),
    })),
  );
  const names = [...new Set(dots.map(({ cameraName }) => cameraName))].sort();
  return names.map((cameraName) => ({
    cameraName,
    // Drawn last is drawn on top: what matters most.
    dots: dots
      .filter((dot) => dot.cameraName === cameraName)
      .sort((a, b) => depth(b.category) - depth(a.category)),
  }));
}
