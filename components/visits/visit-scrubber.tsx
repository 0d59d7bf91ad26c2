"use client";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import { categoryDot } from "#components/people/category-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { clipTime } from "#components/ui/time-words.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { nextMark, type Reel } from "./reel.ts";
import type { Playback } from "./use-reel-playback.ts";

const STEP_MS = 1_000;
const FINE_STEP_MS = 100;

const stretches: Record<PersonCategory, string> = {
  familiar: "bg-familiar",
  watchlist: "bg-watchlist",
  unknown: "bg-unknown",
};

/**
 * Where in a visit's recordings one is: where faces were seen, each one's best moment, and where one
 * recording ends and the next begins.
 */
export function VisitScrubber({
  playback: { reel, reelMs, seek, toggle },
}: {
  playback: Playback;
}) {
  const t = useTranslations("visit");
  const { totalMs } = reel;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") toggle();
    else {
      const to = momentFor(event, reel, reelMs);
      if (to === undefined) return;
      seek(Math.min(totalMs, Math.max(0, to)));
    }
    event.preventDefault();
  };
  return (
    <>
      <div className="relative -order-1 h-12 min-w-0 grow basis-full rounded focus-within:outline-2 focus-within:-outline-offset-4 focus-within:outline-white sm:order-none sm:basis-0">
        <Track reel={reel} reelMs={reelMs} />
        <input
          type="range"
          min={0}
          max={Math.round(totalMs)}
          step={FINE_STEP_MS}
          value={Math.round(reelMs)}
          onChange={(change) => seek(Number(change.currentTarget.value))}
          onKeyDown={onKeyDown}
          aria-label={t("player.place")}
          aria-valuetext={t("player.placeOf", { at: clipTime(reelMs), total: clipTime(totalMs) })}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
      </div>
      <span className="mr-auto shrink-0 px-1 text-small tabular-nums sm:mr-0">
        {clipTime(reelMs)} / {clipTime(totalMs)}
      </span>
    </>
  );
}

/** Where a key leads; undefined for one that does nothing here. */
function momentFor(
  { key, shiftKey }: KeyboardEvent,
  reel: Reel,
  reelMs: number,
): number | undefined {
  const step = shiftKey ? FINE_STEP_MS : STEP_MS;
  const moments: Record<string, number | undefined> = {
    ArrowRight: reelMs + step,
    ArrowUp: reelMs + step,
    ArrowLeft: reelMs - step,
    ArrowDown: reelMs - step,
    PageDown: nextMark(reel, reelMs, 1),
    PageUp: nextMark(reel, reelMs, -1),
    Home: 0,
    End: reel.totalMs,
  };
  return moments[key];
}

function Track({ reel: { recordings, marks, totalMs }, reelMs }: { reel: Reel; reelMs: number }) {
  const percent = (ms: number) =>
    `${(totalMs > 0 ? Math.min(1, ms / totalMs) * 100 : 0).toFixed(2)}%`;
  return (
    <div
      aria-hidden
      className="dark-marks absolute inset-x-2 top-1/2 h-1 -translate-y-1/2 rounded-full bg-white/30"
    >
      <div className="h-full rounded-full bg-white" style={{ width: percent(reelMs) }} />
      {marks.map(({ faceId, category, fromMs, toMs, bestMs }) => (
        <span key={faceId}>
          <span
            className={classNames(
              "absolute -top-2 h-1 min-w-1 rounded-full opacity-80",
              stretches[category],
            )}
            style={{ left: percent(fromMs), width: percent(toMs - fromMs) }}
          />
          <span
            className={classNames("absolute -top-4 -ml-[5px] size-2.5", categoryDot(category))}
            style={{ left: percent(bestMs) }}
          />
        </span>
      ))}
      {recordings.slice(1).map(({ event, startMs }) => (
        <span
          key={event.eventId}
          className="absolute -top-1.5 -ml-px h-4 w-0.5 bg-white"
          style={{ left: percent(startMs) }}
        />
      ))}
      <span
        className="absolute -top-1.5 -ml-2 size-4 rounded-full bg-white ring-2 ring-black/60"
        style={{ left: percent(reelMs) }}
      />
    </div>
  );
}
