"use client";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { forgetCopies } from "#components/offline/kept-copy.ts";
import { leaveHere } from "#components/push/browser-push.ts";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Ends the session on this device, its alerts, and what it keeps. Answers that wait are told of before. */
export function SignOutButton() {
  const t = useTranslations("offline.signOut");
  const account = useTranslations("account");
  const { send, forget } = useAnswerQueue();
  const [unsent, setUnsent] = useState(0);
  const leave = async () => {
    const left = await send();
    if (left > unsent) return setUnsent(left);
    await forget();
    await forgetCopies().catch(() => undefined);
    // Alerts are for who is signed in: this device is taken off the list first.
    await leaveHere().catch(() => undefined);
    await signOut({ callbackUrl: "/sign-in" });
  };
  return (
    <div>
      {unsent > 0 && <Notice tone="warning">{t("unsent", { count: unsent })}</Notice>}
      <Button onClick={() => void leave()}>
        <LogOut aria-hidden size={20} strokeWidth={1.75} />
        {unsent > 0 ? t("anyway") : account("signOut")}
      </Button>
    </div>
  );
}
