"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { ActionResult } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";
import { AccountField } from "./account-field.tsx";

/** What everybody says of a new account, and how to read what `children` ask besides. */
type Said = {
  displayName: string;
  email: string;
  password: string;
  text: (name: string) => string;
};

/** Makes an account and signs it in. @param onMade where to go then */
export function AccountForm({
  make,
  onMade,
  submit: [idle, busy],
  children,
}: {
  make: (said: Said) => Promise<ActionResult<void>>;
  onMade: () => void;
  submit: [idle: string, busy: string];
  children?: ReactNode;
}) {
  const t = useTranslations("newAccount");
  const [complaint, setComplaint] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const submit = async (data: FormData) => {
    setMaking(true);
    const text = (name: string) => String(data.get(name));
    const [displayName, email, password] = [text("displayName"), text("email"), text("password")];
    const failed = { ok: false, message: t("unreachable") } as const;
    const result = await make({ displayName, email, password, text }).catch(() => failed);
    if (result.ok) {
      // The account is there, signed in or not: whoever is not comes to the sign-in.
      await signIn("credentials", { email, password, redirect: false }).catch(() => undefined);
      return onMade();
    }
    setMaking(false);
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
      {children}
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
        {isMaking ? busy : idle}
      </Button>
    </form>
  );
}
