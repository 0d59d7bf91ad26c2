import { describe, expect, it } from "vitest";
import type { EventDetail } from "#lib/events/types.ts";
import { nextMark, placeIn, reelOf } from "./reel.ts";

const event = (eventId: string, durationMs: number | null, facesAtMs: number[] = []) =>
  ({
    eventId,
    clip: { url: `/${eventId}.mp4`, durationMs, width: 960, height: 540 },
    faces: facesAtMs.map((atMs) => ({
      ...{ faceId: `${eventId}-${atMs}`, atMs },
      person: { category: "unknown" },
    })),
    tracks: facesAtMs.map((atMs) => ({
      faceId: `${eventId}-${atMs}`,
      points: [{ atMs: atMs - 500 }, { atMs: atMs + 90_000 }],
    })),
  }) as unknown as EventDetail;

describe("a visit's recordings", () => {
  const events = [event("a", 20_000, [3_000]), event("b", 10_000, [1_000, 6_000])];
  const reel = reelOf(events, {});

  it("follow one another", () => {
    expect(reel.totalMs).toBe(30_000);
    expect(reel.recordings.map(({ startMs }) => startMs)).toEqual([0, 20_000]);
  });

  it("leave out events without one, and last as long as the player has found out", () => {
    const bare = { ...event("c", 5_000), clip: null };
    const grown = reelOf([bare, event("d", null), event("e", 4_000)], { d: 7_000 });
    expect(grown.recordings.map(({ startMs }) => startMs)).toEqual([0, 7_000]);
    expect(grown.totalMs).toBe(11_000);
  });

  it("have a mark for each face that stays within its recording", () => {
    expect(reel.marks).toMatchObject([
      { fromMs: 2_500, toMs: 20_000, bestMs: 3_000 },
      { fromMs: 20_500, toMs: 30_000, bestMs: 21_000 },
      { fromMs: 25_500, toMs: 30_000, bestMs: 26_000 },
    ]);
  });

  it.each([
    [0, "a", 0],
    [19_999, "a", 19_999],
    [20_000, "b", 0],
    [99_000, "b", 10_000],
    [-5, "a", 0],
  ])("at %i ms show %s at %i ms", (reelMs, eventId, atMs) => {
    const place = placeIn(reel, reelMs);
    expect([place?.recording.event.eventId, place?.atMs]).toEqual([eventId, atMs]);
  });

  it("may be none", () => expect(placeIn(reelOf([], {}), 0)).toBeUndefined());

  it("are gone through from face to face, both ways", () => {
    expect(nextMark(reel, 3_000, 1)).toBe(21_000);
    expect(nextMark(reel, 21_000, -1)).toBe(3_000);
    expect(nextMark(reel, 26_000, 1)).toBeUndefined();
    expect(nextMark(reel, 0, -1)).toBeUndefined();
  });
});
