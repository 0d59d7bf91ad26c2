import type { EventDetail } from "#lib/events/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";

/** A stretch of the reel in which a face was seen. Milliseconds of the reel. */
export type FaceMark = {
  faceId: string;
  category: PersonCategory;
  fromMs: number;
  toMs: number;
  /** Where it is seen best. */
  bestMs: number;
};

/** One event's recording in the reel. */
export type Recording = {
  event: EventDetail;
  url: string;
  /** Where it begins in the reel. */
  startMs: number;
  durationMs: number;
};

/** A visit's recordings, one after the other in the order of their events. */
export type Reel = { recordings: Recording[]; totalMs: number; marks: FaceMark[] };

/**
 * @param learntMs lengths that the player has found out, by event; the server knows none before the
 *   recording was looked at
 */
export function reelOf(
  events: readonly EventDetail[],
  learntMs: Readonly<Record<string, number>>,
): Reel {
  const recordings: Recording[] = [];
  let totalMs = 0;
  for (const event of events) {
    const { clip } = event;
    if (!clip?.url) continue;
    const durationMs = learntMs[event.eventId] ?? clip.durationMs ?? 0;
    recordings.push({ event, url: clip.url, startMs: totalMs, durationMs });
    totalMs += durationMs;
  }
  return { recordings, totalMs, marks: recordings.flatMap(marksOf) };
}

function marksOf({ event, startMs, durationMs }: Recording): FaceMark[] {
  const within = (ms: number) => startMs + Math.min(durationMs, Math.max(0, ms));
  return event.faces.map(({ faceId, person, atMs }) => {
    const points = event.tracks.find((track) => track.faceId === faceId)?.points ?? [];
    return {
      faceId,
      category: person.category,
      fromMs: within(points[0]?.atMs ?? atMs),
      toMs: within(points.at(-1)?.atMs ?? atMs),
      bestMs: within(atMs),
    };
  });
}

/** The recording that a moment of the reel lies in, and where in it; undefined of an empty reel. */
export function placeIn(
  { recordings }: Reel,
  reelMs: number,
): { recording: Recording; atMs: number } | undefined {
  const recording = recordings.findLast(({ startMs }) => startMs <= reelMs) ?? recordings[0];
  if (!recording) return undefined;
  const atMs = Math.min(recording.durationMs, Math.max(0, reelMs - recording.startMs));
  return { recording, atMs };
}

/** Less than this from a mark, one is at it. */
const AT_MARK_MS = 150;

/** The best moment of the next face after a moment of the reel, or of the last one before it. */
export function nextMark(
  { marks }: Pick<Reel, "marks">,
  reelMs: number,
  step: 1 | -1,
): number | undefined {
  const moments = marks.map(({ bestMs }) => bestMs).toSorted((a, b) => a - b);
  return step > 0
    ? moments.find((ms) => ms > reelMs + AT_MARK_MS)
    : moments.findLast((ms) => ms < reelMs - AT_MARK_MS);
}
