"use client";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Trial, TriedVisit } from "#lib/alerts/trial.ts";

/** What the changed rules would have meant, before they are saved. */
export function TrialCard({
  result,
  error,
  isSaving,
  isBehind,
  onSave,
  onDiscard,
  onTakeUp,
}: {
  result: Trial | undefined;
  error: Error | undefined;
  isSaving: boolean;
  /** The rules were changed elsewhere since these were begun. */
  isBehind: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** Puts what was changed here onto what was changed there. */
  onTakeUp: () => void;
}) {
  const t = useTranslations("alerts.trial");
  const isTried = result !== undefined || error !== undefined;
  return (
    <section aria-label={t("title")} className="my-3 rounded-card bg-sunken p-4">
      <h3 className="text-small font-semibold text-muted">{t("title")}</h3>
      <div aria-live="polite">
        {result && <Outcome trial={result} />}
        {!result &&
          (error ? <FetchProblem error={error} /> : <p className="text-muted">{t("working")}</p>)}
      </div>
      {isBehind && (
        <Notice tone="warning" title={t("behind")}>
          <p className="mb-2">{t("behindMeans")}</p>
          <Button onClick={onTakeUp}>{t("takeUp")}</Button>
        </Notice>
      )}
      <div className="mt-3 flex gap-2">
        <Button look="main" disabled={!isTried || isSaving || isBehind} onClick={onSave}>
          {t("save")}
        </Button>
        <Button look="plain" onClick={onDiscard}>
          {t("discard")}
        </Button>
      </div>
    </section>
  );
}

function Outcome({ trial }: { trial: Trial }) {
  const t = useTranslations("alerts.trial");
  const { before, after, changed, changes, missedWatchlist } = trial;
  return (
    <>
      {changed === 0 ? (
        <p className="mt-1">{t("same")}</p>
      ) : (
        <p className="mt-1">
          <span className="block text-title font-semibold tabular-nums">
            {t("counts", {
              after: after.aloud + after.quietly,
              before: before.aloud + before.quietly,
            })}
          </span>
          {t("sounds", { aloud: after.aloud, quietly: after.quietly, digest: after.digest })}
        </p>
      )}
      {missedWatchlist > 0 && (
        <Notice tone="warning">{t("missed", { count: missedWatchlist })}</Notice>
      )}
      {changed > 0 && (
        <details className="mt-2">
          <summary className="flex min-h-12 cursor-pointer items-center font-medium text-accent">
            {t("which", { count: changed })}
          </summary>
          <ul className="-mx-2 divide-y divide-line">
            {changes.map((visit) => (
              <li key={visit.visitId}>
                <ChangedVisit visit={visit} />
              </li>
            ))}
          </ul>
          {changes.length < changed && (
            <p className="text-small text-muted">{t("more", { count: changes.length })}</p>
          )}
        </details>
      )}
    </>
  );
}

function ChangedVisit({ visit }: { visit: TriedVisit }) {
  const t = useTranslations("alerts");
  const format = useFormatter();
  const { shortMomentWords } = useTimeWords();
  const { eventId, names, strangers, cameraName, at, before, after } = visit;
  const who = [...names, ...(strangers > 0 ? [t("trial.strangers", { count: strangers })] : [])];
  const words = who.length > 0 ? format.list(who) : t("trial.nobody");
  return (
    <Link
      href={`/events/${eventId}`}
      prefetch={false}
      className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 rounded-lg px-2 py-1 hover:bg-line"
    >
      <span className="min-w-0 wrap-anywhere">
        <span className="block font-medium first-letter:uppercase">
          {t("trial.who", { names: words, camera: cameraName })}
        </span>
        <span className="block text-small text-muted tabular-nums">{shortMomentWords(at)}</span>
      </span>
      <span className="text-small text-muted">
        {t("trial.turn", { before: t(`how.${before}`), after: t(`how.${after}`) })}
      </span>
    </Link>
  );
}
