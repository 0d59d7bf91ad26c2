"use client";
import { useEffect, useState } from "react";

const KEPT = "kith-welcome-skipped";

/** Which steps were left for later on this device. */
export function useSkipped() {
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  useEffect(() => {
    setSkipped((localStorage.getItem(KEPT) ?? "").split(",").filter(Boolean));
  }, []);
  const keep = (next: readonly string[]) => {
    localStorage.setItem(KEPT, next.join(","));
    setSkipped(next);
  };
  return {
    isSkipped: (step: string) => skipped.includes(step),
    skip: (step: string) => keep([...skipped.filter((each) => each !== step), step]),
    open: (step: string) => keep(skipped.filter((each) => each !== step)),
  };
}
