"use client";
import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import { useLive } from "#components/ui/live.tsx";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { Verdict } from "#lib/ledger/verdict.ts";
import { useVerdictWords } from "./use-verdict-words.ts";
import type { VerdictWords } from "./verdict-words.ts";

const marks = {
  good: { Icon: CircleCheck, ground: "bg-familiar-soft", ink: "text-familiar" },
  waiting: { Icon: Clock, ground: "bg-info-soft", ink: "text-info" },
  attention: { Icon: CircleAlert, ground: "bg-unknown-soft", ink: "text-unknown" },
} satisfies Record<VerdictWords["tone"], object>;

type VerdictProps = {
  verdict: Verdict;
  /** The first day that is told of: "19 October". */
  since: string;
  serverNow: string;
};

/** The answer, large: whether all is accounted for, since when that is known, and what to do. */
export function VerdictCard({ verdict, since, serverNow }: VerdictProps) {
  const t = useTranslations("ledger");
  const now = useNow(serverNow);
  const { agoWords } = useTimeWords();
  const { refresh } = useRouter();
  useLive(refresh);
  const { tone, title, body, advice } = useVerdictWords(verdict, since);
  const { Icon, ground, ink } = marks[tone];
  return (
    <section role="status" className={classNames("flex gap-4 rounded-card p-4 sm:p-5", ground)}>
      <Icon aria-hidden size={36} strokeWidth={1.75} className={classNames("shrink-0", ink)} />
      <div className="min-w-0 space-y-1">
        <p className="text-title font-semibold text-pretty">{title}</p>
        <p className="text-pretty">{body}</p>
        {advice && <p className="text-pretty">{advice}</p>}
        {"comparedAt" in verdict && (
          <p className="text-small text-muted tabular-nums">
            {t("compared", { when: agoWords(verdict.comparedAt, now) })}
          </p>
        )}
      </div>
    </section>
  );
}
