"use client";
import { Maximize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import { PrivacyCover } from "#components/cameras/privacy-cover.tsx";
import type { EventDetail } from "#lib/events/types.ts";
import { ClipScrubber } from "./clip-scrubber.tsx";
import { FaceBoxes } from "./face-boxes.tsx";
import { outcomeWords } from "./outcome-words.ts";

/** The recording with boxes and names over it; a sentence where there is none. */
export function ClipPlayer({ event }: { event: EventDetail }) {
  const { clip } = event;
  if (!clip?.url)
    return (
      <div className="flex aspect-video items-center justify-center rounded-card bg-sunken p-6 text-center text-muted">
        {clip ? "The recording has been deleted, as your retention asks." : noClipWords(event)}
      </div>
    );
  return <Player event={event} url={clip.url} key={clip.url} />;
}

function noClipWords(event: EventDetail): string {
  if (event.outcome !== null) return outcomeWords(event);
  const isSeen = event.faces.length > 0;
  return isSeen
    ? "Seen in a first picture. The recording is on its way."
    : "The recording is on its way.";
}

function Player({ event, url }: { event: EventDetail; url: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { atMs, playing, durationMs, broken } = usePlayback(video, event);
  const [muted, setMuted] = useState(true);
  const ratio = (event.clip?.width ?? 16) / (event.clip?.height ?? 9);
  const toggle = () => {
    if (!video.current) return;
    if (video.current.paused) void video.current.play().catch(() => undefined);
    else video.current.pause();
  };
  const seek = (ms: number) => {
    if (video.current) video.current.currentTime = ms / 1000;
  };
  return (
    <div
      ref={frame}
      className="group/frame overflow-hidden rounded-card bg-black text-white [&:fullscreen]:flex [&:fullscreen]:flex-col [&:fullscreen]:justify-center"
    >
      <div
        className="relative mx-auto w-full max-w-[calc(70dvh*var(--ratio))] group-[:fullscreen]/frame:max-w-[calc((100dvh-48px)*var(--ratio))]"
        style={{ aspectRatio: ratio, "--ratio": ratio } as CSSProperties}
      >
        <video
          ref={video}
          src={url}
          muted={muted}
          playsInline
          preload="auto"
          className="absolute inset-0 size-full"
          onClick={toggle}
        />
        <PrivacyCover zones={event.privacyZones} />
        <FaceBoxes event={event} atMs={atMs} />
        {broken && (
          <p className="absolute inset-0 flex items-center justify-center bg-black/80 p-6 text-center">
            This browser cannot play the recording. What Kith saw in it stands below.
          </p>
        )}
      </div>
      <div className="flex items-center gap-1 px-1">
        <PlayerButton label={playing ? "Pause" : "Play"} onPress={toggle}>
          {playing ? <Pause size={20} /> : <Play size={20} />}
        </PlayerButton>
        <ClipScrubber event={event} atMs={atMs} durationMs={durationMs} onSeek={seek} />
        <PlayerButton label={muted ? "Sound on" : "Sound off"} onPress={() => setMuted(!muted)}>
          {muted ? <VolumeX size={20} /> : <Volume2 size={20} />}
        </PlayerButton>
        <PlayerButton
          label="Whole screen"
          onPress={() => {
            if (document.fullscreenElement) void document.exitFullscreen();
            else void frame.current?.requestFullscreen?.().catch(() => undefined);
          }}
        >
          <Maximize size={20} />
        </PlayerButton>
      </div>
    </div>
  );
}

const PlayerButton = ({
  label,
  onPress,
  children,
}: {
  label: string;
  onPress: () => void;
  children: React.ReactNode;
}) => (
  <button
    type="button"
    aria-label={label}
    onClick={onPress}
    className="flex size-12 shrink-0 items-center justify-center rounded-lg outline-offset-[-4px] hover:bg-white/15 focus-visible:outline-white"
  >
    {children}
  </button>
);

/** Follows the video frame by frame, and begins where the first face is seen best. */
function usePlayback(video: RefObject<HTMLVideoElement | null>, event: EventDetail) {
  const firstFaceMs = event.faces[0]?.atMs ?? 0;
  const [atMs, setAtMs] = useState(firstFaceMs);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);
  const [durationMs, setDurationMs] = useState(event.clip?.durationMs ?? 0);
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let handle = 0;
    const follow = () => {
      setAtMs(element.currentTime * 1000);
      handle = requestAnimationFrame(follow);
    };
    const stop = () => {
      cancelAnimationFrame(handle);
      setPlaying(false);
      setAtMs(element.currentTime * 1000);
    };
    const start = () => {
      setPlaying(true);
      cancelAnimationFrame(handle);
      follow();
    };
    const ready = () => {
      if (Number.isFinite(element.duration)) setDurationMs(element.duration * 1000);
      if (element.currentTime === 0) element.currentTime = firstFaceMs / 1000;
    };
    const fail = () => setBroken(true);
    const moved = () => setAtMs(element.currentTime * 1000);
    if (element.readyState > 0) ready();
    if (element.error) fail();
    const on = { play: start, pause: stop, ended: stop, seeked: moved, loadedmetadata: ready };
    for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
    element.addEventListener("error", fail);
    return () => {
      cancelAnimationFrame(handle);
      for (const [name, listener] of Object.entries(on))
        element.removeEventListener(name, listener);
      element.removeEventListener("error", fail);
    };
  }, [video, firstFaceMs]);
  return { atMs, playing, durationMs, broken };
}
