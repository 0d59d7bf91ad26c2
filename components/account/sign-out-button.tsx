"use client";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { unsubscribeHere } from "#components/push/browser-push.ts";
import { Button } from "#components/ui/button.tsx";

/** Alerts are for who is signed in: the device's own subscription ends first, and Kith finds it dead. */
async function leave(): Promise<void> {
  await unsubscribeHere().catch(() => undefined);
  await signOut({ callbackUrl: "/sign-in" });
}

/** Ends the session on this device, and its alerts. */
export const SignOutButton = () => (
  <Button onClick={() => void leave()}>
    <LogOut aria-hidden size={20} strokeWidth={1.75} />
    Sign out
  </Button>
);
