"use client";
import { Bell, BellOff } from "lucide-react";
import { useTranslations } from "next-intl";
import useSWR from "swr";
import { useCauseWords } from "#components/alerts/rule-words.ts";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Reason } from "#lib/alerts/reasons.ts";
import type { OwnCauses } from "#lib/alerts/types.ts";
import type { ToldEntry } from "#lib/events/types.ts";

/** For each member of the household every decision about the visit, in order, with its reason. */
export function ToldList({
  visitId,
  told,
  isDecided,
}: {
  visitId: string;
  told: readonly ToldEntry[];
  /** Of one that was, nothing is told once what was decided is no longer kept. */
  isDecided: boolean;
}) {
  const t = useTranslations("visit");
  const causes = useOwnCauses(visitId, told);
  if (told.length === 0)
    return <p className="text-muted">{t(isDecided ? "told.over" : "told.undecided")}</p>;
  const members = new Map(told.map(({ accountId, displayName }) => [accountId, displayName]));
  return (
    <ul className="space-y-5">
      {[...members].map(([accountId, who]) => {
        const entries = told.filter((entry) => entry.accountId === accountId);
        const wasTold = entries.some(({ notify }) => notify);
        return (
          <li key={accountId}>
            <h3 className="font-medium">{t(wasTold ? "told.was" : "told.wasNot", { who })}</h3>
            <ul className="mt-2 space-y-3">
              {entries.map((entry) => (
                <Decision key={entry.decisionId} entry={entry} causes={causes} />
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

/** What the reader has set that decided, where it did. */
function useOwnCauses(visitId: string, told: readonly ToldEntry[]): OwnCauses | undefined {
  const isAny = told.some(({ hasCause }) => hasCause);
  // Another decision may have another cause.
  const address = isAny ? `/api/visits/${visitId}/told?decisions=${told.length}` : null;
  return useSWR<OwnCauses, Error>(address, fetchJson, { keepPreviousData: true }).data;
}

function Decision({ entry, causes }: { entry: ToldEntry; causes: OwnCauses | undefined }) {
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
        {causes && <Cause causes={causes} decisionId={entry.decisionId} />}
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

function Cause({ causes, decisionId }: { causes: OwnCauses; decisionId: string }) {
  const causeWords = useCauseWords(causes.names);
  const because = causes.byDecision[decisionId];
  return because && <p className="text-small text-pretty text-muted">{causeWords(because)}</p>;
}

const sendings = [
  "pending",
  "sending",
  "accepted",
  "gone",
  "refused",
  "unconfirmed",
  "unsent",
] as const;

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
