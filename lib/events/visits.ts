/** A visit's span. */
export type Span = { startedAt: Date; endedAt: Date };

/** Whether an event at that time belongs to the visit: within `gapMs` before, inside or after it. */
function belongsTo(visit: Span, at: Date, gapMs: number): boolean {
  return (
    at.getTime() >= visit.startedAt.getTime() - gapMs &&
    at.getTime() <= visit.endedAt.getTime() + gapMs
  );
}

/** The smallest span that holds all of them and the time. */
export function spanOf(visits: readonly Span[], at: Date): Span {
  const starts = visits.map(({ startedAt }) => startedAt.getTime());
  const ends = visits.map(({ endedAt }) => endedAt.getTime());
  return {
    startedAt: new Date(Math.min(at.getTime(), ...starts)),
    endedAt: new Date(Math.max(at.getTime(), ...ends)),
  };
}

const lengthMs = ({ startedAt, endedAt }: Span) => endedAt.getTime() - startedAt.getTime();

const distanceMs = ({ startedAt, endedAt }: Span, at: Date) =>
  Math.max(startedAt.getTime() - at.getTime(), at.getTime() - endedAt.getTime(), 0);

/**
 * The visits that become one with an event at that time; none: a new one begins. A visit into which the
 * event falls always does; of those before and after it, the nearest first, none that would make it longer
 * than `longestMs`. So visits never overlap.
 *
 * @returns in the order of `visits`
 */
export function joinedBy<Visit extends Span>(
  visits: readonly Visit[],
  at: Date,
  { gapMs, longestMs }: { gapMs: number; longestMs: number },
): Visit[] {
  const joined = new Set<Visit>();
  const nearestFirst = visits
    .filter((visit) => belongsTo(visit, at, gapMs))
    .toSorted((a, b) => distanceMs(a, at) - distanceMs(b, at));
  for (const visit of nearestFirst) {
    const isInside = distanceMs(visit, at) === 0;
    if (isInside || lengthMs(spanOf([...joined, visit], at)) <= longestMs) joined.add(visit);
  }
  return visits.filter((visit) => joined.has(visit));
}
