/** A visit's span. */
export type Span = { startedAt: Date; endedAt: Date };

/** Whether an event at that time belongs to the visit: within `gapMs` before, inside or after it. */
export function belongsTo(visit: Span, at: Date, gapMs: number): boolean {
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
