"use client";
import { type PointerEvent, useRef, useState } from "react";

/** A finger that has gone so far sideways has answered. */
const FAR_PX = 96;

/**
 * A swipe to the right is yes, one to the left no.
 *
 * @returns `handlers` for the element, which needs `touch-action: pan-y`; `offsetPx`: how far it is drawn
 */
export function useSwipe({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const startX = useRef<number | null>(null);
  const [offsetPx, setOffsetPx] = useState(0);
  const end = () => {
    startX.current = null;
    setOffsetPx(0);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === "mouse" || !event.isPrimary) return;
      startX.current = event.clientX;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: ({ clientX }: PointerEvent<HTMLElement>) => {
      if (startX.current !== null) setOffsetPx(clientX - startX.current);
    },
    onPointerUp: ({ clientX }: PointerEvent<HTMLElement>) => {
      const wayPx = startX.current === null ? 0 : clientX - startX.current;
      end();
      if (wayPx >= FAR_PX) onYes();
      if (wayPx <= -FAR_PX) onNo();
    },
    onPointerCancel: end,
  };
  return { handlers, offsetPx, isFar: Math.abs(offsetPx) >= FAR_PX };
}
