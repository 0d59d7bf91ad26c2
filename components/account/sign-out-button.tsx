"use client";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { leaveHere } from "#components/push/browser-push.ts";
import { Button } from "#components/ui/button.tsx";

/** Alerts are for who is signed in: this device is taken off the list first. */
async function leave(): Promise<void> {
  await leaveHere().catch(() => undefined);
  await signOut({ callbackUrl: "/sign-in" });
}

/** Ends the session on this device, and its alerts. */
export function SignOutButton() {
  const t = useTranslations("account");
  return (
    <Button onClick={() => void leave()}>
      <LogOut aria-hidden size={20} strokeWidth={1.75} />
      {t("signOut")}
    </Button>
  );
}
