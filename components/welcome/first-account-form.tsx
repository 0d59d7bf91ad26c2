"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useId, useState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FirstAccount } from "#lib/accounts/schema.ts";

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
      <Field name="displayName" label={t("name")} autoComplete="name" maxLength={60} />
      <Field
        name="householdName"
        label={t("household")}
        defaultValue={t("home")}
        autoComplete="off"
        maxLength={60}
      />
      <Field name="email" type="email" label={t("email")} autoComplete="username" />
      <Field
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

function Field({
  label,
  hint,
  ...input
}: ComponentProps<"input"> & { label: string; hint?: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <input
        id={id}
        required
        aria-describedby={hint && `${id}-hint`}
        className="mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] focus-visible:border-accent"
        {...input}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-small text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
