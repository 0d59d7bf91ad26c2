"use client";
import { PageFailure } from "#components/shell/page-failure.tsx";

/** No page could be made, as while the database cannot be reached. */
export default function KithError({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="px-4">
      <PageFailure digest={error.digest} />
    </main>
  );
}
