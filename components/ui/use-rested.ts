"use client";
import { useEffect, useState } from "react";

/** Whoever writes pauses about so long. */
const REST_MS = 250;

/** What is written once nothing more is: for what is asked of the server. */
export function useRested(written: string): string {
  const [rested, setRested] = useState(written);
  useEffect(() => {
    const timer = setTimeout(() => setRested(written), REST_MS);
    return () => clearTimeout(timer);
  }, [written]);
  return rested;
}
