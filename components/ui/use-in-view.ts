"use client";
import { type RefObject, useEffect, useRef, useState } from "react";

/** Whether an element is in the window, or within `marginPx` of it; false until it was looked at. */
export function useInView<Target extends Element>(
  marginPx: number,
): [ref: RefObject<Target | null>, isInView: boolean] {
  const ref = useRef<Target>(null);
  const [isInView, setInView] = useState(false);
  useEffect(() => {
    if (!ref.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => setInView(entry?.isIntersecting ?? false),
      { rootMargin: `${marginPx}px 0px` },
    );
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, [marginPx]);
  return [ref, isInView];
}
