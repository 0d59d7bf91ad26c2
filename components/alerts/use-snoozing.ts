"use client";
import { useTranslations } from "next-intl";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { AlertSettingsSummary, SnoozeTarget } from "#lib/alerts/types.ts";
import type { AlertActions } from "./alert-actions.ts";

type Snooze = AlertSettingsSummary["snoozes"][number];

/** Starting and ending snoozes, each of which can be taken back. `until` in ISO 8601. */
export function useSnoozing(
  { startSnooze, stopSnooze }: Pick<AlertActions, "startSnooze" | "stopSnooze">,
  onChanged: () => void,
) {
  const t = useTranslations("alerts");
  const { shortMomentWords } = useTimeWords();
  const show = useUndoBar();
  const failed = () => ({ ok: false, message: t("failed") }) as const;
  const start = async (target: SnoozeTarget, until: string) => {
    const result = await startSnooze({ ...target, until }).catch(failed);
    show(
      result.ok
        ? {
            text: t("snooze.started", { time: shortMomentWords(until) }),
            label: t("undo"),
            undo: () => void stop({ target, until, snoozeId: result.data.snoozeId }),
          }
        : { text: result.message },
    );
    onChanged();
  };
  const stop = async ({ snoozeId, target, until }: Snooze) => {
    const result = await stopSnooze({ snoozeId }).catch(failed);
    show(
      result.ok
        ? {
            text: t("snooze.ended"),
            label: t("undo"),
            undo: () => void start(target, until),
          }
        : { text: result.message },
    );
    onChanged();
  };
  return { start, stop };
}
