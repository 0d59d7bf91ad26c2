import type { Metadata } from "next";
import Link from "next/link";
import { requireActor } from "#app/_server/session.ts";
import { LightingSureness } from "#components/sureness/lighting-sureness.tsx";
import { RunCard } from "#components/sureness/run-card.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { getSureness } from "#lib/calibration/queries.ts";
import { testNow } from "./actions.ts";

export const metadata: Metadata = { title: "How sure is Kith in this house?" };

export default async function SurenessPage() {
  const actor = await requireActor();
  const { run, lightings } = await getSureness(actor);
  return (
    <div className="mx-auto max-w-[720px] space-y-4">
      <BackLink href="/people">People</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">How sure is Kith in this house?</h1>
      <RunCard run={run} serverNow={new Date().toISOString()} testNow={testNow} />
      {lightings.length === 0 && (
        <Notice tone="info" title="Too few faces yet">
          Kith can say how sure it is once somebody with a name has been seen twice. Until then it
          decides by what was measured on other people’s photographs. Open somebody under People and
          give them a name.
        </Notice>
      )}
      {lightings.map((figures) => (
        <LightingSureness key={figures.lighting} figures={figures} />
      ))}
      <p className="px-1 text-pretty text-muted">
        Children are always asked about. Whom the models cannot tell apart, and why, is told in{" "}
        <Link href="/ai-notice" className="text-accent underline underline-offset-4">
          What the recognition can and cannot do
        </Link>
        .
      </p>
    </div>
  );
}
