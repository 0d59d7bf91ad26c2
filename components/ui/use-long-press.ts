"use client";
import { type MouseEvent, type PointerEvent, useRef } from "react";

/** As long as phones themselves wait. */
const LONG_MS = 500;

/** Handlers for something on which a long press means more than a tap. What moves meanwhile scrolls. */
export function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const end = () => clearTimeout(timer.current);
  return {
    onPointerDown: ({ button }: PointerEvent) => {
      if (button === 0) timer.current = setTimeout(onLongPress, LONG_MS);
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: end,
    /** Android's own long press; a mouse keeps its menu. */
    onContextMenu: (event: MouseEvent) => {
      const { pointerType } = event.nativeEvent as globalThis.PointerEvent;
      if (pointerType === "touch") event.preventDefault();
    },
  };
}
