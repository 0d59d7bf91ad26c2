"use client";
import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import type { ActionResult } from "#components/ui/action-result.ts";
import { Button } from "#components/ui/button.tsx";

/** A button that says what it does and asks once more before it does it, for nothing takes that back. */
export function Ask({
  open,
  title,
  about,
  submit,
  act,
}: {
  open: string;
  title: string;
  about: string;
  submit: string;
  act: () => Promise<ActionResult<void>>;
}) {
  const t = useTranslations("household");
  const [isAsking, setIsAsking] = useState(false);
  const [refusal, run, pending] = useActionState(async () => {
    const failed = { ok: false, message: t("unreachable") } as const;
    const result = await act().catch(() => failed);
    return result.ok ? null : result.message;
  }, null);
  if (!isAsking) return <Button onClick={() => setIsAsking(true)}>{open}</Button>;
  return (
    <form action={run} className="my-3 w-full space-y-3 rounded-card bg-unknown-soft p-4">
      <div>
        <p className="font-semibold">{title}</p>
        <p className="text-pretty">{about}</p>
      </div>
      <p aria-live="assertive" className="empty:hidden">
        {refusal}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pending}>
          {submit}
        </Button>
        <Button look="plain" onClick={() => setIsAsking(false)}>
          {t("dont")}
        </Button>
      </div>
    </form>
  );
}
