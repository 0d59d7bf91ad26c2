"use client";
import { type ReactNode, useActionState, useId } from "react";
import type { ActionResult } from "./action-result.ts";
import { Button } from "./button.tsx";
import { useOpener } from "./use-opener.ts";

type AskWords = {
  open: string;
  /** What `open` is called where several buttons say the same. */
  openThis?: string;
  title: string;
  about: string;
  submit: string;
  submitting?: string;
  keep: string;
  unreachable: string;
};

/** A button that says what it does and asks once more before it does it, for nothing takes that back. */
export function Ask({
  words,
  act,
  isReady = true,
  children,
}: {
  words: AskWords;
  act: () => Promise<ActionResult<void>>;
  /** Whether what `children` ask for is given. */
  isReady?: boolean;
  children?: ReactNode;
}) {
  const { isOpen, open, close, opener } = useOpener();
  const aboutId = useId();
  const [refusal, run, pending] = useActionState(async () => {
    const failed = { ok: false, message: words.unreachable } as const;
    const result = await act().catch(() => failed);
    return result.ok ? null : result.message;
  }, null);
  if (!isOpen)
    return (
      <Button ref={opener} aria-label={words.openThis} onClick={open}>
        {words.open}
      </Button>
    );
  return (
    <form action={run} className="my-3 w-full space-y-3 rounded-card bg-unknown-soft p-4">
      <div>
        <h3
          ref={focus}
          tabIndex={-1}
          aria-describedby={aboutId}
          className="font-semibold outline-none"
        >
          {words.title}
        </h3>
        <p id={aboutId} className="text-pretty">
          {words.about}
        </p>
      </div>
      {children}
      <p aria-live="assertive" className="empty:hidden">
        {refusal}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pending || !isReady}>
          {pending ? (words.submitting ?? words.submit) : words.submit}
        </Button>
        <Button look="plain" onClick={close}>
          {words.keep}
        </Button>
      </div>
    </form>
  );
}

const focus = (heading: HTMLElement | null) => heading?.focus();
