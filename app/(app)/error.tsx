"use client";
import { PageFailure } from "#components/shell/page-failure.tsx";

/** One page could not be made: the way to the others stays. */
export default function PageError({ error }: { error: Error & { digest?: string } }) {
  return <PageFailure digest={error.digest} />;
}
