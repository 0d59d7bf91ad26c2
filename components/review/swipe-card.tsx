"use client";
import { UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { useSwipe } from "./use-swipe.ts";

/** One big face. Swiped to the right it says yes, to the left no. */
export function SwipeCard({
  src,
  onYes,
  onNo,
}: {
  src: string | null;
  onYes: () => void;
  onNo: () => void;
}) {
  const t = useTranslations("review");
  const { handlers, offsetPx, isFar } = useSwipe({ onYes, onNo });
  return (
    <div
      {...handlers}
      data-testid="swipe"
      style={{ "--swipe": `${offsetPx}px` } as CSSProperties}
      className={classNames(
        "relative touch-pan-y select-none",
        "motion-safe:translate-x-(--swipe)",
        offsetPx === 0 && "transition-transform",
      )}
    >
      <BigFace src={src} />
      {isFar && (
        <span className="absolute inset-x-0 bottom-2 mx-auto w-fit rounded-full bg-ink px-3 py-1 font-semibold text-ground">
          {offsetPx > 0 ? t("yes") : t("no")}
        </span>
      )}
    </div>
  );
}

const shape = "mx-auto aspect-square w-full max-w-52 rounded-full bg-sunken pane:max-w-72";

/** The face that the question is about. */
export const BigFace = ({ src }: { src: string | null }) =>
  src ? (
    // biome-ignore lint/performance/noImgElement: a crop is small, private and already the right size
    <img
      src={src}
      alt=""
      width={288}
      height={288}
      draggable={false}
      fetchPriority="high"
      className={classNames(shape, "pointer-events-none object-cover")}
    />
  ) : (
    <span className={classNames(shape, "flex items-center justify-center")}>
      <UserRound aria-hidden size={96} strokeWidth={1.25} className="text-muted" />
    </span>
  );
