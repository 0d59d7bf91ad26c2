import type { useTranslations } from "next-intl";
import type { Verdict } from "#lib/ledger/verdict.ts";

export type VerdictWords = {
  tone: "good" | "waiting" | "attention";
  title: string;
  /** What it means. */
  body: string;
  /** What to do; null where there is nothing. */
  advice: string | null;
  /** The title in a few words, for a link. */
  short: string;
};

/** What verdicts are told in. */
type Words = {
  t: ReturnType<typeof useTranslations<"ledger.verdict">>;
  alarms: ReturnType<typeof useTranslations<"alarms">>;
};

/** The answer to "Did I miss anything?", what it means and what to do. `since`: "19 October". */
export function verdictWords({ t, alarms }: Words, verdict: Verdict, since: string): VerdictWords {
  const attention = { tone: "attention", short: t("attention") } as const;
  switch (verdict.kind) {
    case "complete":
      return {
        tone: "good",
        ...completeWords(t, verdict, since),
        advice: null,
        short: t("complete.short"),
      };
    case "under-way": {
      const { events, open } = verdict;
      return {
        tone: "waiting",
        title: t("underWay.title", { done: events - open, events, open }),
        body: t("underWay.body"),
        advice: null,
        short: t("underWay.short"),
      };
    }
    case "overdue":
      return {
        ...attention,
        title: t("overdue.title"),
        body: t("overdue.body"),
        advice: t("overdue.advice"),
      };
    case "webhooks-stopped":
    case "needs-relink": {
      const alarm = verdict.kind === "needs-relink" ? "needs_relink" : "webhooks_stopped";
      return {
        ...attention,
        title: `${alarms(`${alarm}.title`)}.`,
        body: alarms(`${alarm}.body`),
        advice: alarms(`${alarm}.advice`),
      };
    }
    case "almost-linked":
      return {
        tone: "waiting",
        title: t("almostLinked.title"),
        body: t("almostLinked.body"),
        advice: t("almostLinked.advice"),
        short: t("almostLinked.short"),
      };
    case "not-compared":
      return {
        tone: "waiting",
        title: t("notCompared.title"),
        body: t("notCompared.body"),
        advice: null,
        short: t("notCompared.short"),
      };
    case "unlinked":
      return {
        tone: "waiting",
        title: t("unlinked.title"),
        body: t("unlinked.body"),
        advice: t("unlinked.advice"),
        short: t("unlinked.short"),
      };
  }
}

function completeWords(
  t: Words["t"],
  { events, unseen }: { events: number; unseen: number },
  since: string,
): Pick<VerdictWords, "title" | "body"> {
  if (events === 0) return { title: t("complete.none"), body: t("complete.noneMeans", { since }) };
  const all = t("complete.allMeans", { since });
  return {
    title: t("complete.all", { count: events }),
    body: unseen === 0 ? all : `${all} ${t("complete.unseen", { count: unseen })}`,
  };
}
