"use client";
import { ChevronRight, CircleAlert, CircleCheck, Clock } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useCurrent } from "#components/ui/use-current.ts";
import type { Verdict } from "#lib/ledger/verdict.ts";
import { useVerdictWords } from "./use-verdict-words.ts";
import type { VerdictWords } from "./verdict-words.ts";

const marks = {
  good: { Icon: CircleCheck, ink: "text-familiar" },
  waiting: { Icon: Clock, ink: "text-info" },
  attention: { Icon: CircleAlert, ink: "text-unknown" },
} satisfies Record<VerdictWords["tone"], object>;

/** It also grows old while nothing changes. */
const REFRESH_MS = 600_000;

/** The answer to "Did I miss anything?" in a few words, leading to the whole of it. */
export function LedgerLink({ initial }: { initial: Verdict }) {
  const t = useTranslations("ledger");
  const { data } = useCurrent<Verdict>("/api/ledger", initial, { refreshInterval: REFRESH_MS });
  const { tone, short } = useVerdictWords(data);
  const { Icon, ink } = marks[tone];
  return (
    <Link
      href="/ledger"
      prefetch={false}
      aria-label={t("link", { answer: short })}
      className="mb-1 flex min-h-11 w-fit items-center gap-2 rounded-xl px-1 text-small text-muted hover:text-ink"
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} className={ink} />
      {short}
      <ChevronRight aria-hidden size={16} strokeWidth={1.75} />
    </Link>
  );
}
