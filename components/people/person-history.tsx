"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useNow } from "#components/ui/use-now.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { HistoryEntry } from "#lib/people/types.ts";

/** Of more the newest are shown until somebody asks for more. */
const SHOWN_AT_FIRST = 6;

/** All that was done to a person, by the household and by Kith, each to be taken back. */
export function PersonHistory({
  history,
  hasMore,
  serverNow,
  onMore,
  onUndo,
  onRedo,
}: {
  history: readonly HistoryEntry[];
  /** Whether there is more of it than came. */
  hasMore: boolean;
  serverNow: string;
  onMore: () => void;
  onUndo: (entryId: string) => void;
  onRedo: (entryId: string) => void;
}) {
  const t = useTranslations("person.history");
  const now = useNow(serverNow);
  const { momentWords } = useTimeWords();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? history : history.slice(0, SHOWN_AT_FIRST);
  return (
    <Card title={t("title")}>
      {history.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ol className="divide-y divide-line">
        {shown.map(({ entryId, at, text, by, counts, undo }) => (
          <li key={entryId} className="flex items-center justify-between gap-4 py-2">
            <div className="min-w-0 wrap-anywhere">
              <p className={classNames(!counts && "text-muted line-through")}>{text}</p>
              <p className="text-small text-muted tabular-nums">
                {!counts && `${t("takenBack")} `}
                {by ?? t("kith")} · {momentWords(at, now)}
              </p>
              {counts && undo && (
                <p className="text-small text-muted">{t("undoes", { what: undo })}</p>
              )}
            </div>
            {undo && (
              <Button
                aria-label={t(counts ? "undoThis" : "redoThis", { what: text })}
                onClick={() => (counts ? onUndo : onRedo)(entryId)}
              >
                {t(counts ? "undo" : "redo")}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {(hasMore || shown.length < history.length) && (
        <Button className="mt-2 w-full" onClick={isWhole ? onMore : () => setWhole(true)}>
          {hasMore ? t("more") : t("all", { count: history.length })}
        </Button>
      )}
    </Card>
  );
}
