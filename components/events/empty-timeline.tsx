"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";

/** Shown while nobody has come yet: what a doorbell sees, and one button. */
export function EmptyTimeline() {
  const t = useTranslations("timeline");
  const welcome = useTranslations("welcome");
  return (
    <div className="flex flex-col items-center gap-5 py-10 text-center">
      <DoorbellView />
      <div className="max-w-sm">
        <h2 className="text-title font-semibold">{t("emptyTitle")}</h2>
        <p className="mt-1 text-muted">{t("emptyText")}</p>
      </div>
      <Link href="/welcome" prefetch={false} className={buttonClasses("main")}>
        {welcome("begin")}
      </Link>
    </div>
  );
}

const DoorbellView = () => (
  <svg
    viewBox="0 0 320 200"
    className="w-full max-w-sm"
    fill="none"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <rect x="1" y="1" width="318" height="198" rx="20" className="fill-card stroke-line" />
    <path d="M20 118 Q160 98 300 118" className="stroke-line" />
    <path d="M128 108 L70 186 H250 L192 108" className="fill-sunken stroke-line" />
    <path d="M118 134 Q160 128 202 134 M98 160 Q160 152 222 160" className="stroke-line" />
    <path d="M112 176 h96 l10 14 h-116 z" className="fill-card stroke-muted" />
    <path
      d="M136 107 V74 M184 107 V74 M136 80 H184 M136 96 H184 M148 107 V76 M160 107 V74 M172 107 V76"
      className="stroke-muted"
    />
    <path d="M58 112 V84" className="stroke-muted" />
    <circle cx="58" cy="64" r="24" className="fill-sunken stroke-muted" />
    <path
      d="M244 110 q-4 -24 18 -26 q6 -18 24 -8 q20 2 14 22 q4 10 -6 14 z"
      className="fill-sunken stroke-muted"
    />
    <circle cx="240" cy="34" r="11" className="stroke-muted" />
    <path
      d="M22 34 V26 a6 6 0 0 1 6 -6 h8 M298 34 V26 a6 6 0 0 0 -6 -6 h-8"
      className="stroke-accent"
    />
    <path
      d="M22 166 v8 a6 6 0 0 0 6 6 h8 M298 166 v8 a6 6 0 0 1 -6 6 h-8"
      className="stroke-accent"
    />
  </svg>
);
