/**
 * Ring tells of an event twice, by webhook and in its history. Nobody has published both for one
 * event, so the two moments are allowed to differ: by rounding to seconds, by the half second in which
 * captured webhooks were stamped, by a clock. Two presses may follow each other faster than that; they
 * stay two, for each is taken for one and no more.
 */
export const SAME_EVENT_WITHIN_MS = 5_000;

type Moment = { occurredAt: Date };

const distanceMs = (at: Date, { occurredAt }: Moment) =>
  Math.abs(at.getTime() - occurredAt.getTime());

/** Of several the one that is nearest in time; undefined of none. */
export function nearestTo<Event extends Moment>(
  at: Date,
  events: readonly Event[],
): Event | undefined {
  return events.toSorted((a, b) => distanceMs(at, a) - distanceMs(at, b))[0];
}

/**
 * Pairs moments of Ring's history with our events, the nearest first, each with one at most. All are
 * of one camera and kind.
 *
 * @returns each moment with its event; without one where none of ours is near enough.
 */
export function pairUp<Entry extends { startedAt: Date }, Event extends Moment>(
  entries: readonly Entry[],
  events: readonly Event[],
): { entry: Entry; event: Event | undefined }[] {
  const candidates = entries
    .flatMap((entry) =>
      events
        .map((event) => ({ entry, event, apartMs: distanceMs(entry.startedAt, event) }))
        .filter(({ apartMs }) => apartMs <= SAME_EVENT_WITHIN_MS),
    )
    .sort((a, b) => a.apartMs - b.apartMs);
  const eventByEntry = new Map<Entry, Event>();
  const taken = new Set<Event>();
  for (const { entry, event } of candidates) {
    if (eventByEntry.has(entry) || taken.has(event)) continue;
    eventByEntry.set(entry, event);
    taken.add(event);
  }
  return entries.map((entry) => ({ entry, event: eventByEntry.get(entry) }));
}
