"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AccountField } from "#components/account/account-field.tsx";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FirstAccount } from "#lib/accounts/schema.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";

/** Makes the first account of a new installation, and signs it in. */
export function FirstAccountForm({ make }: { make: Action<FirstAccount> }) {
  const t = useTranslations("welcome.account");
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const submit = async (data: FormData) => {
    setMaking(true);
    const text = (name: string) => String(data.get(name));
    const [email, password] = [text("email"), text("password")];
    const names = { displayName: text("displayName"), householdName: text("householdName") };
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const result = await make({ ...names, email, password, timeZone }).catch(
      () => ({ ok: false, message: t("unreachable") }) as const,
    );
    if (result.ok) {
      await signIn("credentials", { email, password, redirect: false });
      return window.location.reload();
    }
    setMaking(false);
    setComplaint(result.message);
  };
  return (
    <form
      className="space-y-4 rounded-card bg-card p-4 shadow-card sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="text-pretty text-muted">{t("about")}</p>
      <AccountField
        name="displayName"
        label={t("name")}
        autoComplete="name"
        maxLength={MAX_NAME_LENGTH}
      />
      <AccountField
        name="householdName"
        label={t("household")}
        defaultValue={t("home")}
        autoComplete="off"
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
      <Button type="submit" look="main" className="w-full" disabled={isMaking}>
        {t(isMaking ? "making" : "make")}
      </Button>
    </form>
  );
}
