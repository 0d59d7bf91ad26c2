"use client";
import { Bell, Footprints } from "lucide-react";
import { useTranslations } from "next-intl";
import { outcomeWords } from "#components/events/outcome-words.ts";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { EventDetail } from "#lib/events/types.ts";

/** The events of a visit, oldest first; a press has the player show the one's recording. */
export function RecordingList({
  events,
  shownId,
  onOpen,
}: {
  events: readonly EventDetail[];
  shownId: string | undefined;
  onOpen: (eventId: string) => void;
}) {
  const t = useTranslations("visit");
  const { clockTime } = useTimeWords();
  const outcomes = useTranslations("outcomes");
  return (
    <ul aria-label={t("recordings")} className="rounded-card bg-card p-1 shadow-card">
      {events.map((event) => {
        const { eventId, kind, cameraName, occurredAt, clip, faces } = event;
        const Icon = kind === "button_press" ? Bell : Footprints;
        return (
          <li key={eventId}>
            <button
              type="button"
              disabled={!clip?.url}
              aria-current={eventId === shownId || undefined}
              onClick={() => onOpen(eventId)}
              className={classNames(
                "flex min-h-12 w-full items-center gap-3 rounded-xl px-3 py-1 text-left enabled:hover:bg-sunken",
                "aria-[current]:bg-accent-soft",
              )}
            >
              <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
              <span className="min-w-0 grow">
                {t(kind === "button_press" ? "rang" : "moved", { camera: cameraName })}
                {faces.length === 0 && (
                  <span className="block text-small text-muted">
                    {outcomeWords(outcomes, event)}
                  </span>
                )}
              </span>
              <span className="shrink-0 text-muted tabular-nums">{clockTime(occurredAt)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
