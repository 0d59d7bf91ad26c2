"use client";
import { useTranslations } from "next-intl";
import { AccountField } from "#components/account/account-field.tsx";
import { AccountForm } from "#components/account/account-form.tsx";
import type { Action } from "#components/ui/action-result.ts";
import type { FirstAccount } from "#lib/accounts/schema.ts";
import { MAX_NAME_LENGTH } from "#lib/name-length.ts";

/** Makes the first account of a new installation, and signs it in. */
export function FirstAccountForm({ make }: { make: Action<FirstAccount> }) {
  const t = useTranslations("welcome.account");
  return (
    <div className="space-y-4 rounded-card bg-card p-4 shadow-card sm:p-5">
      <h2 className="font-semibold">{t("title")}</h2>
      <p className="text-pretty text-muted">{t("about")}</p>
      <AccountForm
        make={({ text, ...account }) => {
          const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
          return make({ ...account, householdName: text("householdName"), timeZone });
        }}
        onMade={() => window.location.reload()}
        submit={[t("make"), t("making")]}
      >
        <AccountField
          name="householdName"
          label={t("household")}
          defaultValue={t("home")}
          autoComplete="off"
          maxLength={MAX_NAME_LENGTH}
        />
      </AccountForm>
    </div>
  );
}
