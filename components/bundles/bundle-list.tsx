"use client";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { BundleSummary } from "#lib/bundles/types.ts";
import { formatTag } from "#messages/locale.ts";

const MEGABYTE = 1_000_000;

/** The bundles of a visit: being made, ready, or given up. */
export function BundleList({ bundles, now }: { bundles: readonly BundleSummary[]; now: string }) {
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
      <a href={file.url} download className={buttonClasses("main", "mt-2 w-full sm:w-auto")}>
        <Download aria-hidden size={20} strokeWidth={1.75} />
        {t("download", { size })}
      </a>
    </>
  );
}
