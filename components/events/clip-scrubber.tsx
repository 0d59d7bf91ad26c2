import { categoryDot } from "#components/people/category-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { clipTime } from "#components/ui/time-words.ts";
import type { EventDetail } from "#lib/events/types.ts";

/** Where in the recording one is; a mark for each face, at its best shot. */
export function ClipScrubber({
  event,
  atMs,
  durationMs,
  onSeek,
}: {
  event: EventDetail;
  atMs: number;
  durationMs: number;
  onSeek: (ms: number) => void;
}) {
  const share = (ms: number) => (durationMs > 0 ? Math.min(1, ms / durationMs) : 0);
  const percent = (ms: number) => `${(share(ms) * 100).toFixed(2)}%`;
  return (
    <>
      <div className="relative h-12 min-w-0 grow rounded focus-within:outline-2 focus-within:-outline-offset-4 focus-within:outline-white">
        <div className="absolute inset-x-2 top-1/2 h-1 -translate-y-1/2 rounded-full bg-white/30">
          <div className="h-full rounded-full bg-white" style={{ width: percent(atMs) }} />
          {event.faces.map((face) => (
            <span
              key={face.faceId}
              aria-hidden
              className={classNames(
                "dark-marks absolute -top-4 -ml-[5px] size-2.5",
                categoryDot(face.person.category),
              )}
              style={{ left: percent(face.atMs) }}
            />
          ))}
          <span
            aria-hidden
            className="absolute -top-1.5 -ml-2 size-4 rounded-full bg-white ring-2 ring-black/60"
            style={{ left: percent(atMs) }}
          />
        </div>
        <input
          type="range"
          min={0}
          max={Math.round(durationMs)}
          step={100}
          value={Math.round(atMs)}
          onChange={(change) => onSeek(Number(change.currentTarget.value))}
          aria-label="Place in the recording"
          aria-valuetext={`${clipTime(atMs)} of ${clipTime(durationMs)}`}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
      </div>
      <span className="shrink-0 px-1 text-small tabular-nums">
        {clipTime(atMs)} / {clipTime(durationMs)}
      </span>
    </>
  );
}
