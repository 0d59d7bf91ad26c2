import { LatencyBar } from "#components/events/latency-bar.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { EventDetail } from "#lib/events/types.ts";

/** How long each event of a visit took; of several, each under its camera and time. */
export function Receipts({ events }: { events: readonly EventDetail[] }) {
  const { clockTime } = useTimeWords();
  return (
    <div className="space-y-5">
      {events.map(({ eventId, cameraName, occurredAt, receipt }) => (
        <div key={eventId}>
          {events.length > 1 && (
            <h3 className="mb-1 text-small text-muted tabular-nums">
              {cameraName}, {clockTime(occurredAt)}
            </h3>
          )}
          <LatencyBar receipt={receipt} />
        </div>
      ))}
    </div>
  );
}
