"use client";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, useEffect, useEffectEvent, useState } from "react";
import { useRefresh } from "#components/ui/live.tsx";

/** A finger that has drawn the page down so far has it fetched anew. */
const FAR_PX = 88;
/** So long it says that it looks. */
const SHOWN_MS = 800;

/** Fetches anew what is shown when somebody draws the page down from its top, in place of the browser's own way. */
export function PullToRefresh() {
  const t = useTranslations("timeline");
  const refresh = useRefresh();
  const [pulledPx, setPulledPx] = useState(0);
  const [isLooking, setLooking] = useState(false);
  const look = useEffectEvent(() => {
    refresh();
    setLooking(true);
    setTimeout(() => setLooking(false), SHOWN_MS);
  });
  useEffect(() => listenForPulls(setPulledPx, () => look()), []);
  const drawnPx = isLooking ? FAR_PX : Math.min(pulledPx, FAR_PX);
  return (
    <div
      role="status"
      style={{ "--drawn": `${drawnPx}px` } as CSSProperties}
      className="pointer-events-none fixed inset-x-0 -top-12 z-30 flex translate-y-(--drawn) justify-center"
    >
      {drawnPx > 0 && (
        <span className="flex size-10 items-center justify-center rounded-full bg-card text-accent shadow-card">
          <RefreshCw
            aria-hidden
            size={20}
            strokeWidth={1.75}
            className={isLooking ? "motion-safe:animate-spin" : undefined}
          />
          {isLooking && <span className="sr-only">{t("looking")}</span>}
        </span>
      )}
    </div>
  );
}

/** Whether there is more above within it or what it lies in: a finger that draws it down wants to see that. */
function isScrolled(element: Element | null): boolean {
  return element !== null && (element.scrollTop > 0 || isScrolled(element.parentElement));
}

/**
 * @param onMove gets how far a finger has drawn the page down from its top, 0 once it lets go
 * @returns what ends it
 */
function listenForPulls(onMove: (px: number) => void, onPulled: () => void): () => void {
  const listening = new AbortController();
  const options = { passive: true, signal: listening.signal };
  let from: { x: number; y: number } | null = null;
  let px = 0;
  const move = (to: number) => {
    px = to;
    onMove(to);
  };
  const begin = ({ touches, target }: TouchEvent) => {
    const [finger] = touches;
    const isAlone = touches.length === 1 && !document.querySelector("[role=dialog]");
    const isAtTop = scrollY <= 0 && !isScrolled(target as Element);
    from = finger && isAlone && isAtTop ? { x: finger.clientX, y: finger.clientY } : null;
  };
  const draw = ({ touches: [finger] }: TouchEvent) => {
    if (!from || !finger) return;
    const [right, down] = [Math.abs(finger.clientX - from.x), finger.clientY - from.y];
    move(scrollY <= 0 && down > right ? down : 0);
  };
  const end = () => {
    if (px >= FAR_PX) onPulled();
    move(0);
    from = null;
  };
  window.addEventListener("touchstart", begin, options);
  window.addEventListener("touchmove", draw, options);
  window.addEventListener("touchend", end, options);
  window.addEventListener("touchcancel", () => move(0), options);
  const { style } = document.documentElement;
  style.overscrollBehaviorY = "contain";
  return () => {
    listening.abort();
    style.overscrollBehaviorY = "";
  };
}
