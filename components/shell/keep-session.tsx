"use client";
import { useEffect } from "react";
import { whenIdle } from "#components/ui/when-idle.ts";

/** Opening Kith counts as activity: asks for the session once, which renews its cookie. */
export function KeepSession() {
  useEffect(() => whenIdle(() => void fetch("/api/auth/session").catch(() => undefined)), []);
  return null;
}
