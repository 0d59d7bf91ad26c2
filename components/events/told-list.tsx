import { Bell, BellOff } from "lucide-react";
import { clockTime } from "#components/ui/time-words.ts";
import type { ToldEntry } from "#lib/events/types.ts";
import { reasonSentence } from "#lib/notifications/policy.ts";

const states: Record<string, string> = {
  pending: "on its way",
  sending: "on its way",
  accepted: "sent",
  gone: "device no longer reachable",
  refused: "refused by the push service",
  unconfirmed: "sent, not confirmed",
};

/** Every decision about an event, in order, each with its reason. */
export function ToldList({ told, timeZone }: { told: readonly ToldEntry[]; timeZone: string }) {
  if (told.length === 0)
    return <p className="text-muted">Not decided yet. Kith waits a little for a name.</p>;
  return (
    <ul className="space-y-4">
      {told.map((entry) => {
        const Icon = entry.notify ? Bell : BellOff;
        return (
          <li key={`${entry.displayName} ${entry.decidedAt}`} className="flex gap-3">
            <Icon aria-hidden size={20} strokeWidth={1.75} className="mt-px shrink-0 text-muted" />
            <div className="min-w-0">
              <p>
                <span className="font-medium">{entry.displayName}</span>{" "}
                <span className="text-muted tabular-nums">
                  {clockTime(entry.decidedAt, timeZone)}
                </span>
              </p>
              <p>{sentenceOf(entry.reason)}</p>
              {entry.notify && (
                <p className="mt-1 border-l-2 border-line pl-3 text-small text-muted">
                  {entry.title}. {entry.body}
                </p>
              )}
              {entry.notify && <Devices devices={entry.devices} />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Devices({ devices }: { devices: ToldEntry["devices"] }) {
  if (devices.length === 0)
    return <p className="mt-1 text-small text-muted">No device was switched on then.</p>;
  const words = devices.map(({ device, state }) => `${device}: ${states[state] ?? state}`);
  return <p className="mt-1 text-small text-muted">{words.join(" · ")}</p>;
}

const sentences: Record<string, string> = reasonSentence;
const sentenceOf = (reason: string) => sentences[reason] ?? reason;
