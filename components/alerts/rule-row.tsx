"use client";
import { Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FacePicture } from "#components/people/face-picture.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { tells } from "#lib/alerts/ruling.ts";
import type { AlertNames, AlertRule } from "#lib/alerts/types.ts";
import { namelessPicture, type RulePart, useRuleWords } from "./rule-words.ts";

const PartChooser = dynamic(async () => (await import("./part-chooser.tsx")).PartChooser);

/** A rule as a sentence; each of its words opens a small choice. */
export function RuleRow({
  rule,
  names,
  timeZone,
  hasGap,
  isNew,
  isAboutOne = false,
  onChange,
  onRemove,
  onMend,
}: {
  rule: AlertRule;
  names: AlertNames;
  timeZone: string;
  /** Somebody on the Watchlist may be kept back by it. */
  hasGap: boolean;
  /** Opens with the first choice. */
  isNew: boolean;
  /** Whom it is about cannot be chosen: it stands where that is said already. */
  isAboutOne?: boolean;
  onChange: (rule: AlertRule) => void;
  onRemove: () => void;
  /** Has the Watchlist told whatever this rule says. */
  onMend: () => void;
}) {
  const t = useTranslations("alerts");
  const words = useRuleWords(names);
  const [open, setOpen] = useState<RulePart | null>(isNew ? (isAboutOne ? "how" : "whom") : null);
  const parts = words.partsOf(rule);
  const pictureUrl = namelessPicture(
    names,
    rule.whom.kind === "person" ? rule.whom.personId : null,
  );
  const word = (part: RulePart) => () => (
    <button
      type="button"
      onClick={() => setOpen(part)}
      aria-label={t("rules.change", { word: parts[part] })}
      className="my-0.5 inline-flex min-h-12 max-w-full items-center gap-2 rounded-lg bg-accent-soft px-2 py-1 text-left font-medium text-accent wrap-anywhere hover:underline"
    >
      {part === "whom" && pictureUrl && <FacePicture src={pictureUrl} sizePx={32} />}
      {parts[part]}
    </button>
  );
  const tags = {
    whom: isAboutOne ? () => parts.whom : word("whom"),
    ...{ where: word("where"), when: word("when"), how: word("how") },
  };
  return (
    <div className="flex items-start justify-between gap-2">
      <div className="min-w-0">
        <p className="py-0.5">
          {tells(rule.how)
            ? t.rich("rules.sentenceWithPause", { ...tags, pause: word("pause") })
            : t.rich("rules.sentence", tags)}
        </p>
        {hasGap && (
          <Notice tone="warning">
            <p>{t("rules.gap")}</p>
            {rule.whom.kind === "anybody" && (
              <Button
                look="plain"
                className="-ml-4 text-left underline underline-offset-4"
                onClick={onMend}
              >
                {t("rules.mend")}
              </Button>
            )}
          </Notice>
        )}
      </div>
      <Button
        look="plain"
        className="-mr-3 px-3.5"
        aria-label={t("rules.remove")}
        onClick={onRemove}
      >
        <Trash2 aria-hidden size={20} strokeWidth={1.75} />
      </Button>
      {open && (
        <PartChooser
          part={open}
          rule={rule}
          names={names}
          timeZone={timeZone}
          onChange={(next) => {
            setOpen(null);
            onChange(next);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
