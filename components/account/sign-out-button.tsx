"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAnswerQueue } from "#components/review/answer-queue.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSignOut } from "./use-sign-out.ts";

/** Signs this device out. Answers that wait are told of before. */
export function SignOutButton() {
  const t = useTranslations("offline.signOut");
  const account = useTranslations("account");
  const { send } = useAnswerQueue();
  const signOut = useSignOut();
  const [unsent, setUnsent] = useState(0);
  const leave = async () => {
    const left = await send();
    if (left > unsent) return setUnsent(left);
    await signOut();
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
