"use client";
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { EventDetail } from "#lib/events/types.ts";
import { placeIn, type Recording, type Reel, reelOf } from "./reel.ts";

/** Where a visit's player stands, and how it is moved. */
export type Playback = {
  reel: Reel;
  /** What is in the player; undefined of a visit without recordings. */
  recording: Recording | undefined;
  /** Within the recording, milliseconds. */
  atMs: number;
  /** Within the reel, milliseconds. */
  reelMs: number;
  playing: boolean;
  /** The browser cannot play the recording. */
  broken: boolean;
  toggle: () => void;
  /** Goes to a moment of the reel. */
  seek: (reelMs: number) => void;
  /** Goes to a recording, to where its first face is seen best. */
  open: (eventId: string) => void;
};

const bestMoment = ({ event }: Recording) => event.faces[0]?.atMs ?? 0;

/**
 * Plays a visit's recordings one after the other in one video element, and follows it frame by frame.
 *
 * @param firstEventId whose recording comes first; otherwise the one that shows most faces
 */
export function useReelPlayback(
  video: RefObject<HTMLVideoElement | null>,
  events: readonly EventDetail[],
  firstEventId: string | undefined,
): Playback {
  const [learntMs, setLearntMs] = useState<Readonly<Record<string, number>>>({});
  const reel = reelOf(events, learntMs);
  const [chosenId, setChosenId] = useState(firstEventId);
  const recording =
    reel.recordings.find(({ event }) => event.eventId === chosenId) ?? leading(reel.recordings);
  const [atMs, setAtMs] = useState(recording ? bestMoment(recording) : 0);
  const [playing, setPlaying] = useState(false);
  const [brokenUrl, setBrokenUrl] = useState<string>();
  /** What the next recording begins with once its length is known. */
  const start = useRef({ atMs, play: false });

  const show = (next: Recording, ms: number, play: boolean) => {
    setAtMs(ms);
    const element = video.current;
    if (next.url === recording?.url && element) {
      element.currentTime = ms / 1000;
      if (play) void element.play().catch(() => undefined);
      return;
    }
    start.current = { atMs: ms, play };
    setChosenId(next.event.eventId);
  };
  const isPlaying = () => video.current !== null && !video.current.paused;
  useVideoEvents(video, recording?.url, {
    moved: setAtMs,
    playing: setPlaying,
    broken: () => setBrokenUrl(recording?.url),
    ready(element) {
      const { duration } = element;
      if (recording && Number.isFinite(duration))
        setLearntMs((known) => ({ ...known, [recording.event.eventId]: duration * 1000 }));
      const { atMs: ms, play } = start.current;
      if (element.currentTime === 0) element.currentTime = ms / 1000;
      if (play) void element.play().catch(() => undefined);
    },
    ended() {
      const index = reel.recordings.findIndex(({ url }) => url === recording?.url);
      const next = reel.recordings[index + 1];
      if (next) show(next, 0, true);
    },
  });

  return {
    reel,
    recording,
    atMs,
    reelMs: (recording?.startMs ?? 0) + atMs,
    playing,
    broken: brokenUrl !== undefined && brokenUrl === recording?.url,
    toggle() {
      if (isPlaying()) video.current?.pause();
      else void video.current?.play().catch(() => undefined);
    },
    seek(reelMs) {
      const place = placeIn(reel, reelMs);
      if (place) show(place.recording, place.atMs, isPlaying());
    },
    open(eventId) {
      const next = reel.recordings.find(({ event }) => event.eventId === eventId);
      if (next) show(next, bestMoment(next), isPlaying());
    },
  };
}

/** The one that shows most faces, of equals the first. */
const leading = (recordings: readonly Recording[]): Recording | undefined =>
  recordings.toSorted((a, b) => b.event.faces.length - a.event.faces.length)[0];

type VideoHandlers = {
  /** Milliseconds of the recording. */
  moved: (atMs: number) => void;
  playing: (isPlaying: boolean) => void;
  ready: (element: HTMLVideoElement) => void;
  ended: () => void;
  broken: () => void;
};

/** Tells what the video does with the recording that is in it, while it plays with every frame. */
function useVideoEvents(
  video: RefObject<HTMLVideoElement | null>,
  url: string | undefined,
  handlers: VideoHandlers,
): void {
  const tell = useEffectEvent(
    <Name extends keyof VideoHandlers>(name: Name, ...rest: Parameters<VideoHandlers[Name]>) =>
      (handlers[name] as (...given: Parameters<VideoHandlers[Name]>) => void)(...rest),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another recording in the same element
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let handle = 0;
    const moved = () => tell("moved", element.currentTime * 1000);
    const follow = () => {
      moved();
      handle = requestAnimationFrame(follow);
    };
    const stop = () => {
      cancelAnimationFrame(handle);
      tell("playing", false);
    };
    const on = {
      play() {
        cancelAnimationFrame(handle);
        tell("playing", true);
        follow();
      },
      pause() {
        stop();
        moved();
      },
      emptied: stop,
      ended() {
        stop();
        tell("ended");
      },
      seeked: moved,
      loadedmetadata: () => tell("ready", element),
      error: () => tell("broken"),
    };
    for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
    if (element.readyState > 0) on.loadedmetadata();
    if (element.error) on.error();
    return () => {
      cancelAnimationFrame(handle);
      for (const [name, listener] of Object.entries(on))
        element.removeEventListener(name, listener);
    };
  }, [video, url]);
}
