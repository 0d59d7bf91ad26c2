"use client";
import { useTranslations } from "next-intl";
import type { Action } from "#components/ui/action-result.ts";
import type { Joining } from "#lib/households/invitations/schema.ts";
import { AccountForm } from "./account-form.tsx";

/** Makes whoever was invited a member, and signs them in. */
export function JoinForm({ token, join }: { token: string; join: Action<Joining> }) {
  const t = useTranslations("join");
  return (
    <AccountForm
      make={({ displayName, email, password }) => join({ token, displayName, email, password })}
      onMade={() => window.location.assign("/welcome")}
      submit={[t("join"), t("joining")]}
    />
  );
}
