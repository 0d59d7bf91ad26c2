"use client";
import { Eye, EyeOff, Merge, UserRoundX } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { RECEIPTS } from "#components/ring/receipts-place.ts";
import type { ActionResult } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { useUndoBar } from "#components/ui/undo-bar.tsx";
import type { PersonSummary } from "#lib/people/types.ts";
import type { ChoosingActions, DoneTogether } from "./choosing-actions.ts";
import { ForgetSheet } from "./forget-sheet.tsx";
import { MoveSheet } from "./move-sheet.tsx";
import { useUndoable } from "./use-undoable.ts";

/** What can be done with the people who are chosen: merged, hidden or shown, forgotten. */
export function ChoosingBar({
  chosen,
  graceDays,
  actions,
  onActed,
  onChanged,
}: {
  chosen: readonly PersonSummary[];
  /** How long forgetting can be taken back; null for whoever may have nobody forgotten. */
  graceDays: number | null;
  actions: ChoosingActions;
  /** An act has begun: nobody is chosen any more. */
  onActed: () => void;
  /** People are not what they were. */
  onChanged: () => unknown;
}) {
  const t = useTranslations("choosing");
  const person = useTranslations("person.move");
  const thisPerson = useTranslations("people")("thisPerson");
  const [asking, setAsking] = useState<"merge" | "forget" | null>(null);
  const { settle, say } = useUndoable(actions, onChanged);
  const show = useUndoBar();
  const count = chosen.length;
  const personIds = chosen.map(({ personId }) => personId);
  const areHidden = count > 0 && chosen.every(({ isHidden }) => isHidden);
  /** @param isFinal nothing may offer to take it back */
  const act = async (done: Promise<ActionResult<DoneTogether>>, text: string, isFinal = false) => {
    setAsking(null);
    onActed();
    const result = await settle(done);
    if (!result.ok) return say(result.message, null);
    if (isFinal) return show({ text, more: { href: RECEIPTS, words: t("receipts") } });
    say(text, result.data.entryIds.length === 0 ? null : result.data);
  };
  const Eyes = areHidden ? Eye : EyeOff;
  return (
    <fieldset
      data-bar
      aria-label={t("bar")}
      className="fixed inset-x-0 bottom-20 z-30 mx-auto w-[min(32rem,calc(100%-1rem))] animate-arrive rounded-2xl bg-raised p-2 shadow-card pane:bottom-6"
    >
      <p aria-live="polite" className="px-2 text-center text-small text-muted tabular-nums">
        {t("count", { count })}
      </p>
      <div className="grid grid-cols-3 gap-1">
        <Act disabled={count < 2} onClick={() => setAsking("merge")} words={t("merge")}>
          <Merge aria-hidden size={20} strokeWidth={1.75} />
        </Act>
        <Act
          disabled={count === 0}
          onClick={() =>
            void act(
              actions.hide({ personIds, isHidden: !areHidden }),
              t(areHidden ? "isShown" : "isHidden", { count }),
            )
          }
          words={t(areHidden ? "show" : "hide")}
        >
          <Eyes aria-hidden size={20} strokeWidth={1.75} />
        </Act>
        {graceDays !== null && (
          <Act disabled={count === 0} onClick={() => setAsking("forget")} words={t("forget")}>
            <UserRoundX aria-hidden size={20} strokeWidth={1.75} />
          </Act>
        )}
      </div>
      {asking === "merge" && (
        <MoveSheet
          kind="merge"
          subject={personIds}
          preview={() => actions.tryMerge({ personIds })}
          onClose={() => setAsking(null)}
          onDone={(into) =>
            void act(actions.merge({ personIds }), person("merged", { name: into ?? thisPerson }))
          }
        />
      )}
      {asking === "forget" && graceDays !== null && (
        <ForgetSheet
          title={t("forgetTitle", { count })}
          meaning={t("meaning", { days: graceDays })}
          onClose={() => setAsking(null)}
          onForget={(atOnce) =>
            void act(
              actions.forget({ personIds, atOnce }),
              t(atOnce ? "erasing" : "forgets", { count }),
              atOnce,
            )
          }
        />
      )}
    </fieldset>
  );
}

const Act = ({
  words,
  disabled,
  onClick,
  children,
}: {
  words: string;
  disabled: boolean;
  onClick: () => void;
  children: ReactNode;
}) => (
  <Button
    look="plain"
    className="flex-col gap-1 px-1 py-1.5 text-small"
    disabled={disabled}
    onClick={onClick}
  >
    {children}
    {words}
  </Button>
);
