"use client";
import { Maximize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, type RefObject, useRef, useState } from "react";
import { PrivacyCover } from "#components/cameras/privacy-cover.tsx";
import { FaceBoxes } from "#components/events/face-boxes.tsx";
import { outcomeWords } from "#components/events/outcome-words.ts";
import type { EventDetail, VisitDetail } from "#lib/events/types.ts";
import { RecordingList } from "./recording-list.tsx";
import { type Playback, useReelPlayback } from "./use-reel-playback.ts";
import { useWholeScreen } from "./use-whole-screen.ts";
import { VisitScrubber } from "./visit-scrubber.tsx";

/** A visit's recordings with boxes and names over them; a sentence where there is none. */
export function VisitPlayer({
  visit: { events },
  firstEventId,
}: {
  visit: VisitDetail;
  firstEventId: string | undefined;
}) {
  const video = useRef<HTMLVideoElement>(null);
  const playback = useReelPlayback(video, events, firstEventId);
  const { recording } = playback;
  return (
    <div className="space-y-2">
      {recording ? (
        <Screen video={video} playback={playback} recording={recording} />
      ) : (
        <NoRecording events={events} />
      )}
      {events.length > 1 && (
        <RecordingList events={events} shownId={recording?.event.eventId} onOpen={playback.open} />
      )}
    </div>
  );
}

function NoRecording({ events }: { events: readonly EventDetail[] }) {
  const t = useTranslations("visit");
  const outcomes = useTranslations("outcomes");
  const [first] = events;
  const words = () => {
    if (events.some(({ clip }) => clip)) return t("player.deleted");
    const open = events.find(({ outcome }) => outcome === null);
    if (open) return t(open.faces.length > 0 ? "player.onItsWayAfterPicture" : "player.onItsWay");
    return first ? outcomeWords(outcomes, first) : t("player.deleted");
  };
  return (
    <div className="flex aspect-video items-center justify-center rounded-card bg-sunken p-6 text-center text-muted">
      {words()}
    </div>
  );
}

function Screen({
  video,
  playback,
  recording: { event, url },
}: {
  video: RefObject<HTMLVideoElement | null>;
  playback: Playback;
  recording: NonNullable<Playback["recording"]>;
}) {
  const t = useTranslations("visit");
  const frame = useRef<HTMLDivElement>(null);
  const [muted, setMuted] = useState(true);
  const { playing, toggle, atMs, broken } = playback;
  const ratio = (event.clip?.width ?? 16) / (event.clip?.height ?? 9);
  const enlarge = useWholeScreen(frame, video, event.privacyZones.length > 0);
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
            {t("player.broken")}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-x-1 px-1 sm:flex-nowrap">
        <PlayerButton label={t(playing ? "player.pause" : "player.play")} onPress={toggle}>
          {playing ? <Pause size={20} /> : <Play size={20} />}
        </PlayerButton>
        <VisitScrubber playback={playback} />
        <PlayerButton
          label={t(muted ? "player.soundOn" : "player.soundOff")}
          onPress={() => setMuted(!muted)}
        >
          {muted ? <VolumeX size={20} /> : <Volume2 size={20} />}
        </PlayerButton>
        {enlarge && (
          <PlayerButton label={t("player.wholeScreen")} onPress={enlarge}>
            <Maximize size={20} />
          </PlayerButton>
        )}
      </div>
      <p className="hidden px-4 pb-2 text-small text-white/80 pane:block">{t("player.keys")}</p>
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
  children: ReactNode;
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
