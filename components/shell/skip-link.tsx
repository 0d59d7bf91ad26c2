"use client";
import { useTranslations } from "next-intl";

/** Leads past the navigation, without a step in the history that the way back would have to undo. */
export function SkipLink() {
  const t = useTranslations("shell");
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to a place of the page, also before there is script
    <a
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
      className="sr-only z-50 rounded-xl bg-accent px-4 py-3 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
    >
      {t("skip")}
    </a>
  );
}
