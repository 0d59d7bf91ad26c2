"use client";
import { signOut } from "next-auth/react";
import { forgetCopies } from "#components/offline/kept-copy.ts";
import { leaveHere } from "#components/push/browser-push.ts";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";

/** Ends the session on this device, its alerts, and what it keeps: answers that wait are lost. */
export function useSignOut(): () => Promise<void> {
  const { forget } = useAnswerQueue();
  return async () => {
    await forget();
    await forgetCopies().catch(() => undefined);
    // Alerts are for who is signed in: this device is taken off the list first.
    await leaveHere().catch(() => undefined);
    await signOut({ callbackUrl: "/sign-in" });
  };
}
