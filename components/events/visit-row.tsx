import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { CategoryMark } from "#components/people/category-mark.tsx";
import { FacePicture } from "#components/people/face-picture.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { EventFace, VisitSummary } from "#lib/events/types.ts";
import { DoorMark } from "./door-mark.tsx";
import { useVisitWords } from "./use-visit-words.ts";
import { guestsOf, isLooking, visitCategory, visitNote, visitSentence } from "./visit-words.ts";

/** More faces than this are counted instead of shown. */
const MAX_FACES = 3;
const FACE_PX = 72;

/** One visit as a row that leads to its page. Long lists are told the time often, and few rows of it. */
export const VisitRow = memo(function VisitRow({
  visit,
  since,
  selected,
  arriving,
  onOpen,
}: {
  visit: VisitSummary;
  /** When it began, in words. */
  since: string;
  selected: boolean;
  arriving: boolean;
  onOpen: (visitId: string) => boolean;
}) {
  const t = useTranslations("timeline");
  const { durationWords } = useTimeWords();
  const words = useVisitWords();
  const guests = guestsOf(visit);
  const category = visitCategory(visit);
  const note = visitNote(words, visit);
  const looking = isLooking(visit);
  const lastedMs = Date.parse(visit.endedAt) - Date.parse(visit.startedAt);
  const cameras = [...new Set(visit.events.map(({ cameraName }) => cameraName))].join(", ");
  return (
    <li className={arriving ? "animate-arrive" : undefined}>
      <Link
        href={`/visits/${visit.visitId}`}
        prefetch={false}
        aria-current={selected || undefined}
        onClick={(event) => {
          const plain = !(event.metaKey || event.ctrlKey || event.shiftKey);
          if (plain && onOpen(visit.visitId)) event.preventDefault();
        }}
        className={classNames(
          "flex min-h-24 items-center gap-4 rounded-card bg-card p-3 shadow-card transition-colors",
          "hover:bg-sunken aria-[current]:ring-2 aria-[current]:ring-accent",
        )}
      >
        <Faces guests={guests} looking={looking} />
        <span className="min-w-0 grow">
          <span className="block leading-snug font-semibold text-pretty">
            {visitSentence(words, visit)}
          </span>
          <span className="mt-1 block text-small text-muted tabular-nums">
            {cameras} · <span className="whitespace-nowrap">{since}</span>
            {lastedMs > 0 && (
              <>
                {" "}
                <span className="whitespace-nowrap">
                  · {t("lasted", { duration: durationWords(lastedMs) })}
                </span>
              </>
            )}
          </span>
          {note && (
            <span
              className={classNames(
                "mt-0.5 block text-small",
                looking ? "text-info" : "text-muted",
              )}
            >
              {note}
            </span>
          )}
        </span>
        {category && <CategoryMark category={category} className="self-start mt-1 mr-1" />}
      </Link>
    </li>
  );
});

function Faces({ guests, looking }: { guests: EventFace[]; looking: boolean }) {
  if (guests.length === 0) return <DoorMark sizePx={FACE_PX} breathing={looking} />;
  const shown = guests.slice(0, MAX_FACES);
  const more = guests.length - shown.length;
  const overlap = guests.length > 2 ? "-ml-12" : "-ml-8";
  return (
    <span className="flex shrink-0">
      {shown.map((guest, index) => (
        <FacePicture
          key={guest.faceId}
          src={guest.cropUrl}
          sizePx={FACE_PX}
          loading="lazy"
          className={classNames("ring-3 ring-card", index > 0 && overlap)}
        />
      ))}
      {more > 0 && (
        <span className="-ml-12 flex size-[72px] items-center justify-center rounded-full bg-sunken pl-6 font-semibold ring-3 ring-card">
          +{more}
        </span>
      )}
    </span>
  );
}
