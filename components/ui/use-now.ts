"use client";
import { useEffect, useState } from "react";

const REFRESH_MS = 20_000;

/** The current time as ISO 8601: the server's at first, so that both render the same, then our own. */
export function useNow(serverNow: string): string {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
