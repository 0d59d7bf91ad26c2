"use client";
import { useEffect } from "react";

/**
 * Scrolls to the element of this id where the address names it. Next looks for it only once, and where the
 * shape of the page comes first, too early.
 */
export function ScrolledTo({ id }: { id: string }) {
  useEffect(() => {
    if (location.hash === `#${id}`) document.getElementById(id)?.scrollIntoView();
  }, [id]);
  return null;
}
