"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

type Proof = { nonce: string; time: string };

type ClaimFormProps = {
  proof: Proof;
  /** Who is signed in: the account goes to that person's household. */
  email: string;
  claim: Action<Proof, { ringAccountId: string }>;
  /** Where it goes on once the account is linked: a path of ours. */
  to: string;
};

const bold = (words: ReactNode) => <b className="font-semibold">{words}</b>;

/** Takes the Ring account into the household. */
export function ClaimForm({ proof, email, claim, to }: ClaimFormProps) {
  const t = useTranslations("ring.link");
  const [refusal, submit, pending] = useActionState(async () => {
    const result = await claim(proof).catch(() => ({
      ok: false as const,
      message: t("unreachable"),
    }));
    if (!result.ok) return result.message;
    window.location.assign(to);
    return null;
  }, null);
  return (
    <form action={submit} className="space-y-4">
      <p>{t.rich("about", { email, b: bold })}</p>
      <div aria-live="assertive">{refusal && <Notice tone="warning">{refusal}</Notice>}</div>
      <Button type="submit" look="main" className="w-full" disabled={pending}>
        {t(pending ? "submitting" : "submit")}
      </Button>
    </form>
  );
}
