"use client";
import { useEffect } from "react";

/** Opening Kith counts as activity: asks for the session once, which renews its cookie. */
export function KeepSession() {
  useEffect(() => {
    fetch("/api/auth/session").catch(() => undefined);
  }, []);
  return null;
}
