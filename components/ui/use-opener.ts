"use client";
import { useRef, useState } from "react";

/** A button that gives way to what it opens. Whoever closes that is back at the button. */
export function useOpener() {
  const [isOpen, setOpen] = useState(false);
  const isBack = useRef(false);
  return {
    isOpen,
    open: () => setOpen(true),
    close: () => {
      isBack.current = true;
      setOpen(false);
    },
    /** The button's `ref`. */
    opener: (button: HTMLButtonElement | null) => {
      if (button && isBack.current) button.focus();
      if (button) isBack.current = false;
    },
  };
}
