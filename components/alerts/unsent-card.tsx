"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWRInfinite from "swr/infinite";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useLive } from "#components/ui/live.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { AlertNames, UnsentEntry, UnsentPage } from "#lib/alerts/types.ts";
import { useCauseWords } from "./rule-words.ts";

type Which = "own" | "all";

/** Every visit that the member was not told of, with the reason, newest first. */
export function UnsentCard({
  initialPage,
  names,
}: {
  /** Of what the member's own rules kept back. */
  initialPage: UnsentPage;
  names: AlertNames;
}) {
  const t = useTranslations("alerts.unsent");
  const [which, setWhich] = useState<Which>("own");
  const { data, error, setSize, mutate } = useSWRInfinite<UnsentPage, Error>(
    (index: number, previous: UnsentPage | null) => keyOf(which, index, previous),
    fetchJson,
    { ...(which === "own" && { fallbackData: [initialPage] }) },
  );
  useLive(() => mutate());
  const entries = data?.flatMap((page) => page.entries);
  return (
    <Card title={t("title")} id="not-sent">
      <Segmented
        label={t("title")}
        value={which}
        options={[
          { value: "own", shown: t("own") },
          { value: "all", shown: t("all") },
        ]}
        onChange={setWhich}
      />
      {error && <FetchProblem error={error} />}
      {!entries && !error && <Rows />}
      {entries?.length === 0 && <p className="mt-3 text-muted">{t("none")}</p>}
      <ul className="-mx-2 mt-2 divide-y divide-line">
        {entries?.map((entry) => (
          <li key={entry.decisionId}>
            <UnsentRow entry={entry} names={names} />
          </li>
        ))}
      </ul>
      {data?.at(-1)?.hasMore && (
        <Button className="mt-2 w-full" onClick={() => void setSize((size) => size + 1)}>
          {t("older")}
        </Button>
      )}
    </Card>
  );
}

/** The shape of what comes. */
const Rows = () => (
  <div role="status" className="mt-3 space-y-2">
    <span className="sr-only">{useTranslations("shell")("loading")}</span>
    {["a", "b", "c"].map((row) => (
      <Skeleton key={row} className="h-14" />
    ))}
  </div>
);

function keyOf(which: Which, index: number, previous: UnsentPage | null): string | null {
  const last = previous?.entries.at(-1);
  if (index > 0 && !previous?.hasMore) return null;
  const query = new URLSearchParams({ which, ...(last && { after: last.decisionId }) });
  return `/api/alerts/not-sent?${query}`;
}

function UnsentRow({ entry, names }: { entry: UnsentEntry; names: AlertNames }) {
  const t = useTranslations("alerts");
  const { shortMomentWords } = useTimeWords();
  const causeWords = useCauseWords(names);
  const { because, digestSentAt, reason } = entry;
  const timeOf = (at: string) => shortMomentWords(at);
  const details = [
    because && causeWords(because),
    digestSentAt && t("unsent.digestSent", { time: timeOf(digestSentAt) }),
    reason === "rule-digest" && !digestSentAt && t("unsent.digestKept"),
  ];
  return (
    <Link
      href={`/events/${entry.eventId}`}
      prefetch={false}
      className="block min-h-12 rounded-lg px-2 py-2 hover:bg-sunken"
    >
      <span className="block font-medium wrap-anywhere">
        {entry.title}
        <span className="font-normal text-muted">
          {" "}
          · {entry.cameraName} · <span className="tabular-nums">{timeOf(entry.at)}</span>
        </span>
      </span>
      <span className="block">{t(`reasons.${reason}`)}</span>
      {details.filter(Boolean).map((detail) => (
        <span key={String(detail)} className="block text-small text-muted">
          {detail}
        </span>
      ))}
    </Link>
  );
}
