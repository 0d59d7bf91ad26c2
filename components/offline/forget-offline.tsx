"use client";
import { useEffect } from "react";
import { forgetCopies } from "./kept-copy.ts";

/** Where nobody is signed in, nothing is kept: for the page to sign in on. */
export function ForgetOffline() {
  useEffect(() => {
    forgetCopies().catch(() => undefined);
    navigator.clearAppBadge?.().catch(() => undefined);
  }, []);
  return null;
}
