"use client";
import { useTranslations } from "next-intl";
import { Sheet } from "#components/ui/sheet.tsx";
import { type SnoozeLength, snoozeLengths } from "#lib/alerts/snooze-length.ts";
import { ChoiceList } from "./choice-list.tsx";

/** How long, where it is known of whom. */
export function SnoozeLengthSheet({
  onChoose,
  onClose,
}: {
  onChoose: (length: SnoozeLength) => void;
  onClose: () => void;
}) {
  const t = useTranslations("alerts.snooze");
  return (
    <Sheet title={t("length")} onClose={onClose}>
      <ChoiceList
        choices={snoozeLengths.map((length) => ({
          ...{ key: length, words: t(length), isChosen: false },
          choose: () => onChoose(length),
        }))}
      />
    </Sheet>
  );
}
