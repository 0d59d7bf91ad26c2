import type { Metadata } from "next";
import { requireActor } from "#app/_server/session.ts";
import { AiNotice } from "#components/ai-notice/ai-notice.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { standardModelFacts } from "#lib/models/offers.ts";

export const metadata: Metadata = { title: "What the recognition can and cannot do" };

export default async function AiNoticePage() {
  await requireActor();
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">Settings</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">
        What the recognition can and cannot do
      </h1>
      <AiNotice models={standardModelFacts()} />
    </div>
  );
}
