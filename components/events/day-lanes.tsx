import Link from "next/link";
import { categoryDot } from "#components/people/category-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { dayFraction } from "#components/ui/time-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { VisitMark } from "#lib/events/timeline/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { concern, gravest } from "./visit-words.ts";

/** Those whose names have room beside each other on a phone. */
const HOURS = { h23: [0, 6, 12, 18, 24], h12: [0, 12, 24] } as const;

/**
 * A lane for each camera, a shape for each visit on a line of 24 hours. Pressing a shape leads to its
 * visit; by keyboard and for who does not see it the table and the list say the same.
 */
export function DayLanes({
  marks,
  now,
  timeZone,
  onOpen,
}: {
  marks: readonly VisitMark[];
  /** Only of today. */
  now: string | undefined;
  timeZone: string;
  onOpen: (visitId: string) => boolean;
}) {
  const { clock, hourWords } = useTimeWords();
  return (
    <div aria-hidden="true" className="grid grid-cols-[auto_1fr] items-center gap-x-3">
      {lanesOf(marks).map(({ cameraId, name, ofCamera }) => (
        <Lane key={cameraId} cameraName={name}>
          {now && (
            <span
              className="absolute inset-y-1 w-px bg-muted/50"
              style={{ left: percent(dayFraction(now, timeZone)) }}
            />
          )}
          {ofCamera.map((mark) => (
            <Link
              key={mark.visitId}
              href={`/visits/${mark.visitId}`}
              prefetch={false}
              tabIndex={-1}
              onClick={(event) => {
                if (onOpen(mark.visitId)) event.preventDefault();
              }}
              className="absolute inset-y-0 -ml-3 flex w-6 items-center justify-center"
              style={{ left: percent(dayFraction(mark.startedAt, timeZone)) }}
            >
              <MarkShape category={gravest(mark.categories)} />
            </Link>
          ))}
        </Lane>
      ))}
      <span />
      <span className="relative block h-5 text-[11px] text-muted tabular-nums">
        {HOURS[clock].map((hour) => (
          <span
            key={hour}
            className="absolute -translate-x-1/2 first:translate-x-0 last:-translate-x-full"
            style={{ left: percent(hour / 24) }}
          >
            {hourWords(hour)}
          </span>
        ))}
      </span>
    </div>
  );
}

const Lane = ({ cameraName, children }: { cameraName: string; children: React.ReactNode }) => (
  <>
    <span className="max-w-28 truncate text-small text-muted">{cameraName}</span>
    <span className="relative block h-8">
      <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
      {children}
    </span>
  </>
);

/** Somebody matters more than movement alone. */
const MarkShape = ({ category }: { category: PersonCategory | null }) => (
  <span
    className={classNames(category ? "size-2.5 ring-2 ring-card" : "size-2", categoryDot(category))}
  />
);

const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;

function lanesOf(marks: readonly VisitMark[]) {
  const depth = ({ categories }: VisitMark) => {
    const category = gravest(categories);
    return category === null ? 3 : concern[category];
  };
  // Two cameras may have one name.
  const cameras = new Map(
    marks.flatMap((mark) => mark.cameras).map((each) => [each.cameraId, each]),
  );
  return [...cameras.values()]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ cameraId, name }) => ({
      ...{ cameraId, name },
      // Drawn last is drawn on top: what matters most.
      ofCamera: marks
        .filter((mark) => mark.cameras.some((each) => each.cameraId === cameraId))
        .toSorted((a, b) => depth(b) - depth(a)),
    }));
}
