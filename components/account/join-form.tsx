"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Joining } from "#lib/households/invitations/schema.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { AccountField } from "./account-field.tsx";

/** Makes whoever was invited a member, and signs them in. */
export function JoinForm({ token, join }: { token: string; join: Action<Joining> }) {
  const t = useTranslations("join");
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isJoining, setJoining] = useState(false);
  const submit = async (data: FormData) => {
    setJoining(true);
    const text = (name: string) => String(data.get(name));
    const [displayName, email, password] = [text("displayName"), text("email"), text("password")];
    const failed = { ok: false, message: t("unreachable") } as const;
    const result = await join({ token, displayName, email, password }).catch(() => failed);
    if (result.ok) {
      await signIn("credentials", { email, password, redirect: false });
      return window.location.assign("/welcome");
    }
    setJoining(false);
    setComplaint(result.message);
  };
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <AccountField
        name="displayName"
        label={t("name")}
        autoComplete="name"
        maxLength={MAX_NAME_LENGTH}
      />
      <AccountField name="email" type="email" label={t("email")} autoComplete="username" />
      <AccountField
        name="password"
        type="password"
        label={t("password")}
        hint={t("passwordHint")}
        autoComplete="new-password"
        minLength={10}
      />
      <div aria-live="assertive">{complaint && <Notice tone="warning">{complaint}</Notice>}</div>
      <Button type="submit" look="main" className="w-full" disabled={isJoining}>
        {t(isJoining ? "joining" : "join")}
      </Button>
    </form>
  );
}
