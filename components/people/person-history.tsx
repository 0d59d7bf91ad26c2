"use client";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { HistoryEntry } from "#lib/people/types.ts";

/** All that was done to a person, by the household and by Kith, each to be taken back. */
export const PersonHistory = ({
  history,
  now,
  onUndo,
  onRedo,
}: {
  history: readonly HistoryEntry[];
  now: string;
  onUndo: (entryId: string) => void;
  onRedo: (entryId: string) => void;
}) => {
  const { momentWords } = useTimeWords();
  return (
    <Card title="History">
      {history.length === 0 && <p className="text-muted">Nothing has been changed yet.</p>}
      <ol className="divide-y divide-line">
        {history.map(({ entryId, at, text, by, counts, undo }) => (
          <li key={entryId} className="flex items-center justify-between gap-4 py-2">
            <div className="min-w-0 wrap-anywhere">
              <p className={classNames(!counts && "text-muted line-through")}>{text}</p>
              <p className="text-small text-muted tabular-nums">
                {!counts && "Taken back. "}
                {by ?? "Kith"} · {momentWords(at, now)}
              </p>
              {counts && undo && <p className="text-small text-muted">Undo: {undo}</p>}
            </div>
            {undo && (
              <Button
                aria-label={`${counts ? "Undo" : "Redo"}: ${text}`}
                onClick={() => (counts ? onUndo : onRedo)(entryId)}
              >
                {counts ? "Undo" : "Redo"}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
};
