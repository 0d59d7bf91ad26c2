import { classNames } from "#components/ui/class-names.ts";
import type { EventDetail } from "#lib/events/types.ts";
import { boxAt } from "#lib/faces/tracks/track-boxes.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { useVisitWords } from "./use-visit-words.ts";
import { guestWords } from "./visit-words.ts";

const borders: Record<PersonCategory, string> = {
  familiar: "border-familiar",
  watchlist: "border-watchlist",
  unknown: "border-unknown border-dashed",
};

const labels: Record<PersonCategory, string> = {
  familiar: "bg-familiar",
  watchlist: "bg-watchlist",
  unknown: "bg-unknown",
};

const percent = (fraction: number) => `${(fraction * 100).toFixed(3)}%`;

/** The faces in view at a time of the clip, each with its name. Decorative: the cards below say it. */
export function FaceBoxes({ event, atMs }: { event: EventDetail; atMs: number }) {
  const words = useVisitWords();
  return (
    <div
      aria-hidden="true"
      className="dark-marks pointer-events-none absolute inset-0 overflow-hidden"
    >
      {event.faces.map((face) => {
        const track = event.tracks.find(({ faceId }) => faceId === face.faceId);
        const box = track && boxAt(track.points, atMs);
        if (!box) return null;
        const { category } = face.person;
        return (
          <div
            key={face.faceId}
            className={classNames("absolute rounded-lg border-2", borders[category])}
            style={{
              left: percent(box.x),
              top: percent(box.y),
              width: percent(box.width),
              height: percent(box.height),
            }}
          >
            <span
              className={classNames(
                "absolute top-full left-1/2 mt-1 -translate-x-1/2 rounded-md px-1.5 text-small font-semibold whitespace-nowrap text-on-mark first-letter:uppercase",
                labels[category],
              )}
            >
              {guestWords(words, face)}
            </span>
          </div>
        );
      })}
    </div>
  );
}
