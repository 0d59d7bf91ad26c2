"use client";
import { Button } from "#components/ui/button.tsx";

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="mx-auto flex max-w-md flex-col items-start gap-3 px-5 py-16">
      <h1 className="text-title font-semibold">This page could not be shown</h1>
      <p className="text-muted">
        Kith met an error that it did not expect. Your recordings and people are not touched by it;
        the server's log says what it was.
      </p>
      <Button look="main" onClick={reset}>
        Try again
      </Button>
    </main>
  );
}
