"use client";
import { Bell, BellOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Reason } from "#lib/alerts/reasons.ts";
import type { ToldEntry } from "#lib/events/types.ts";

/** For each member of the household every decision about the visit, in order, with its reason. */
export function ToldList({ told }: { told: readonly ToldEntry[] }) {
  const t = useTranslations("visit");
  if (told.length === 0) return <p className="text-muted">{t("told.undecided")}</p>;
  const members = Map.groupBy(told, ({ displayName }) => displayName);
  return (
    <ul className="space-y-5">
      {[...members].map(([displayName, entries]) => (
        <li key={displayName}>
          <h3 className="font-medium">
            {t(entries.some(({ notify }) => notify) ? "told.was" : "told.wasNot", {
              who: displayName,
            })}
          </h3>
          <ul className="mt-2 space-y-3">
            {entries.map((entry) => (
              <Decision key={entry.decidedAt} entry={entry} />
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Decision({ entry }: { entry: ToldEntry }) {
  const t = useTranslations("alerts.reasons");
  const { clockTime } = useTimeWords();
  const Icon = entry.notify ? Bell : BellOff;
  return (
    <li className="flex gap-3">
      <Icon aria-hidden size={20} strokeWidth={1.75} className="mt-px shrink-0 text-muted" />
      <div className="min-w-0">
        <p>
          <span className="text-muted tabular-nums">{clockTime(entry.decidedAt)}</span>{" "}
          {t(entry.reason as Reason)}
        </p>
        {entry.notify && (
          <p className="mt-1 border-l-2 border-line pl-3 text-small text-muted">
            {entry.title}. {entry.body}
          </p>
        )}
        {entry.notify && <Devices devices={entry.devices} />}
      </div>
    </li>
  );
}

const sendings = ["pending", "sending", "accepted", "gone", "refused", "unconfirmed"] as const;

function Devices({ devices }: { devices: ToldEntry["devices"] }) {
  const t = useTranslations("visit");
  if (devices.length === 0)
    return <p className="mt-1 text-small text-muted">{t("told.noDevice")}</p>;
  const words = devices.map(({ channel, device, state }) => {
    const where = channel === "mail" ? t("told.mail") : (device ?? t("told.removedDevice"));
    const known = sendings.find((sending) => sending === state);
    return `${where}: ${known ? t(`told.sending.${known}`) : state}`;
  });
  return <p className="mt-1 text-small text-muted">{words.join(" · ")}</p>;
}
