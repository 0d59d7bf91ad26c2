import { Bell, ChevronRight, Footprints } from "lucide-react";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { clockTime } from "#components/ui/time-words.ts";
import type { EventDetail } from "#lib/events/types.ts";

/** The other events of the same visit; nothing where there are none. */
export function SiblingList({
  siblings,
  timeZone,
}: {
  siblings: EventDetail["siblings"];
  timeZone: string;
}) {
  if (siblings.length === 0) return null;
  return (
    <Card title="Also in this visit">
      <ul className="-mx-2">
        {siblings.map(({ eventId, occurredAt, cameraName, kind }) => {
          const Icon = kind === "button_press" ? Bell : Footprints;
          return (
            <li key={eventId}>
              <Link
                href={`/events/${eventId}`}
                className="flex min-h-12 items-center gap-3 rounded-lg px-2 hover:bg-sunken"
              >
                <Icon aria-hidden size={20} strokeWidth={1.75} className="text-muted" />
                <span className="grow">
                  {kind === "button_press" ? "Doorbell" : "Movement"}, {cameraName}
                </span>
                <span className="text-muted tabular-nums">{clockTime(occurredAt, timeZone)}</span>
                <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="text-muted" />
              </Link>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
