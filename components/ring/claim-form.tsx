"use client";
import { useActionState } from "react";
import type { Action } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";

type Proof = { nonce: string; time: string };

type ClaimFormProps = {
  proof: Proof;
  /** Who is signed in: the account goes to that person's household. */
  email: string;
  claim: Action<Proof, { ringAccountId: string }>;
};

const OFFLINE = "Kith cannot be reached, so nothing was linked. Check that it is running.";

/** Takes the Ring account into the household, and goes to the settings. */
export function ClaimForm({ proof, email, claim }: ClaimFormProps) {
  const [refusal, submit, pending] = useActionState(async () => {
    const result = await claim(proof).catch(() => ({ ok: false as const, message: OFFLINE }));
    if (!result.ok) return result.message;
    window.location.assign("/settings");
    return null;
  }, null);
  return (
    <form action={submit} className="space-y-4">
      <p>
        You are signed in as <b className="font-semibold">{email}</b>. Kith will see the cameras
        that you have chosen in the Ring app, and their recordings from now on. Faces are recognised
        on this machine and shown to nobody outside your household.
      </p>
      <div aria-live="assertive">{refusal && <Notice tone="warning">{refusal}</Notice>}</div>
      <Button type="submit" look="main" className="w-full" disabled={pending}>
        {pending ? "Linking…" : "Link this Ring account"}
      </Button>
    </form>
  );
}
