"use client";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { TOO_MANY_AT_ONCE, TOO_MANY_TRIES } from "#lib/accounts/types.ts";

type Reason = "refused" | "tooMany" | "busy" | "offline";
type Refusal = { reason: Reason; email: string };

/** By what the server says; anything else is its own trouble. */
const reasons = new Map<string, Reason>([
  ["CredentialsSignin", "refused"],
  [TOO_MANY_TRIES, "tooMany"],
  [TOO_MANY_AT_ONCE, "busy"],
]);

async function attempt(to: string, data: FormData): Promise<Refusal | null> {
  const email = String(data.get("email"));
  const password = String(data.get("password"));
  const result = await signIn("credentials", { email, password, redirect: false }).catch(
    () => null,
  );
  if (!result) return { reason: "offline", email };
  if (result.error) return { reason: reasons.get(result.error) ?? "offline", email };
  // A whole page load, so that nothing from before the sign-in stays in memory.
  window.location.assign(to);
  return null;
}

const field =
  "mt-1 block min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px] focus-visible:border-accent";

const bold = (words: ReactNode) => <b className="font-semibold">{words}</b>;

type SignInFormProps = {
  /** Shown as a hint and filled in by a press. */
  demo: { email: string; password: string | null } | null;
  /** Where whoever has signed in goes: a path of ours. */
  to: string;
};

/** E-mail and password. */
export function SignInForm({ demo, to }: SignInFormProps) {
  const t = useTranslations("signIn");
  const [refusal, submit, pending] = useActionState(
    (_: Refusal | null, data: FormData) => attempt(to, data),
    null,
  );
  return (
    <form action={submit} className="space-y-4">
      <label className="block font-medium">
        {t("email")}
        <input
          name="email"
          type="email"
          required
          autoComplete="username"
          key={refusal?.email}
          defaultValue={refusal?.email ?? demo?.email ?? ""}
          className={field}
        />
      </label>
      <label className="block font-medium">
        {t("password")}
        <input
          name="password"
          type="password"
          required
          autoComplete="current-password"
          className={field}
        />
      </label>
      <div aria-live="assertive">
        {refusal && <Notice tone="warning">{t(refusal.reason)}</Notice>}
      </div>
      <Button type="submit" look="main" className="w-full" disabled={pending}>
        {t(pending ? "submitting" : "submit")}
      </Button>
      {demo && (
        <p className="rounded-xl bg-accent-soft p-3 text-small">
          {demo.password === null
            ? t.rich("demo", { email: demo.email, b: bold })
            : t.rich("demoWithPassword", { email: demo.email, password: demo.password, b: bold })}
        </p>
      )}
    </form>
  );
}
