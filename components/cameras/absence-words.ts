import type { useTranslations } from "next-intl";
import type { AbsentMoment } from "#lib/faces/absences/types.ts";

const reasons = ["too-small", "too-dark", "turned-away", "blurred", "animal", "nobody"] as const;

type Translator = ReturnType<typeof useTranslations<"cameras.absence">>;

/** What was in the way, and one sentence on what to do about it. */
export function absenceWords(t: Translator, reason: string): { title: string; advice: string } {
  const known = reasons.find((each) => each === reason) ?? "other";
  return { title: t(`reasons.${known}.title`), advice: t(`reasons.${known}.advice`) };
}

/** The advice for one moment, with the figure that speaks for it. */
export function momentAdvice(t: Translator, { reason, heightPx }: AbsentMoment): string {
  const { advice } = absenceWords(t, reason);
  return reason === "too-small" && heightPx !== null
    ? `${t("height", { height: heightPx })} ${advice}`
    : advice;
}
