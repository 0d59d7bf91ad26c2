"use client";
import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";

/** "3 new": shows what came while the reader was further down. */
export function NewPill({ count, onPress }: { count: number; onPress: () => void }) {
  const t = useTranslations("timeline");
  return (
    <div
      aria-live="polite"
      className="pointer-events-none sticky top-3 z-20 flex h-0 justify-center"
    >
      {count > 0 && (
        <button
          type="button"
          onClick={onPress}
          className="pointer-events-auto inline-flex h-12 animate-arrive items-center gap-2 rounded-full bg-accent px-5 font-semibold text-on-accent shadow-card"
        >
          <ArrowUp aria-hidden size={18} strokeWidth={2} />
          {t("new", { count })}
        </button>
      )}
    </div>
  );
}
