import { useTranslations } from "next-intl";
import type { FaceReason, Likeness } from "#lib/events/types.ts";

/** Says why a face was decided so, in a sentence or two without numbers. */
export function useWhyWords(): (reason: FaceReason) => string {
  const t = useTranslations("visit");
  return (reason) => whyWords(t, reason);
}

/** The words of `useWhyWords`, in the translator's language. */
export function whyWords(
  t: ReturnType<typeof useTranslations<"visit">>,
  { outcome, said, best, runnerUp, heldBack, ruledOut }: FaceReason,
): string {
  const nameOf = ({ name }: Likeness) => name ?? t("why.somebody");
  const who = best ? nameOf(best) : "";
  if (said === "confirmed") return t("why.confirmed");
  if (said === "denied") return t("why.denied", { who });
  if (!best) return ruledOut ? t("why.ruledOut", { who: nameOf(ruledOut) }) : t("why.nobody");
  if (outcome === "named")
    return runnerUp
      ? t("why.namedBefore", { who, next: nameOf(runnerUp) })
      : t("why.named", { who });
  if (outcome === "unknown") return t("why.unknown", { who });
  return t(`why.heldBack.${heldBack ?? "similarity"}`, { who });
}
