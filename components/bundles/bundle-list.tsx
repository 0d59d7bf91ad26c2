"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, buttonClasses } from "#components/ui/button.tsx";
import { complaintIn } from "#components/ui/fetch-json.ts";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { BundleSummary } from "#lib/bundles/types.ts";
import { formatTag } from "#messages/locale.ts";
import { ShareButton } from "./share-button.tsx";

const MEGABYTE = 1_000_000;

/** The bundles of a visit: being made, ready, or given up. */
export function BundleList({
  bundles,
  now,
  onDeleted,
}: {
  bundles: readonly BundleSummary[];
  now: string;
  onDeleted: () => unknown;
}) {
  const t = useTranslations("bundle");
  const { agoWords } = useTimeWords();
  if (bundles.length === 0) return null;
  return (
    <ul className="mt-4 space-y-3 border-t border-line pt-4" aria-live="polite">
      {bundles.map((bundle) => (
        <li key={bundle.bundleId}>
          <p>
            <Contents bundle={bundle} />
          </p>
          <p className="text-small text-muted tabular-nums">
            {t("until", { at: agoWords(bundle.madeAt, now) })}
          </p>
          <Stand bundle={bundle} />
          <DeleteBundle bundle={bundle} onDeleted={onDeleted} />
        </li>
      ))}
    </ul>
  );
}

function Contents({ bundle: { names, withSound } }: { bundle: BundleSummary }) {
  const t = useTranslations("bundle");
  const locale = useLocale();
  const who = new Intl.ListFormat(formatTag(locale)).format(
    names.map((name) => name ?? t("readme.somebody")),
  );
  const visible = names.length > 0 ? t("of", { who }) : t("nobody");
  return withSound ? `${visible}, ${t("withSound")}` : visible;
}

function Stand({ bundle: { file, failure, progress } }: { bundle: BundleSummary }) {
  const t = useTranslations("bundle");
  const locale = useLocale();
  if (failure) {
    const reason = t(failure === "no-recording" ? "gone" : "trouble");
    return <p className="text-watchlist">{t("failed", { reason })}</p>;
  }
  if (!file)
    return (
      <div className="mt-2">
        <ProgressBar label={t("making")} share={progress} />
      </div>
    );
  const size = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  }).format(file.bytes / MEGABYTE);
  return (
    <>
      <p className="mt-1 text-small text-pretty">{t("lookFirst")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <ShareButton url={file.url} />
        <a href={file.url} download className={buttonClasses("main", "grow sm:grow-0")}>
          <Download aria-hidden size={20} strokeWidth={1.75} />
          {t("download", { size })}
        </a>
      </div>
    </>
  );
}

/** Ends the making, or deletes the file. It can be made again: nothing asks. */
function DeleteBundle({
  bundle: { bundleId, file, failure },
  onDeleted,
}: {
  bundle: BundleSummary;
  onDeleted: () => unknown;
}) {
  const t = useTranslations("bundle");
  const show = useUndoBar();
  const isMaking = !file && !failure;
  const press = async () => {
    const response = await fetch(`/api/bundles/${bundleId}`, { method: "DELETE" }).catch(
      () => null,
    );
    // What is not there any more has been deleted.
    const isGone = response && (response.ok || response.status === 404);
    show({
      text: isGone
        ? t(isMaking ? "cancelled" : "deleted")
        : await complaintIn(response, t("notDeleted")),
    });
    await onDeleted();
  };
  return (
    <Button look="plain" className="-ml-4" onClick={() => void press()}>
      {t(isMaking ? "cancel" : "delete")}
    </Button>
  );
}
