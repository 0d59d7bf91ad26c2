"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { Became } from "#lib/review/types.ts";

/** Says by name what has become of whom an answer came too late for; "" where nothing is known. */
export function useBecameWords(): (became: Became | null) => string {
  const t = useTranslations("review.became");
  const format = useFormatter();
  return (became) => {
    if (!became) return "";
    const { names, hasNameless, hasNoFace, hasGone } = became;
    const parts = [
      ...names,
      ...(hasNameless ? [t("nameless")] : []),
      ...(hasNoFace ? [t("noFace")] : []),
      ...(hasGone ? [t("gone")] : []),
    ];
    return parts.length > 0 ? t("now", { what: format.list(parts) }) : "";
  };
}
