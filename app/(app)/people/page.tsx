import type { Metadata } from "next";
import Link from "next/link";
import { requireActor } from "#app/_server/session.ts";
import { MergeProposals } from "#components/people/merge-proposals.tsx";
import { PeopleShelves } from "#components/people/people-shelves.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { env } from "#lib/infra/env.ts";
import { listForgotten, listPeople } from "#lib/people/queries.ts";
import { openProposals } from "#lib/proposals/queries.ts";
import { answerMerge, reopen, undo } from "./actions.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const actor = await requireActor();
  const [people, forgotten] = await Promise.all([listPeople(actor), listForgotten(actor)]);
  return (
    <div className="mx-auto max-w-[720px]">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 px-1">
        <h1 className="text-display font-semibold">People</h1>
        <Link href="/sureness" prefetch={false} className={buttonClasses("plain", "-ml-4")}>
          How sure is Kith?
        </Link>
      </div>
      <MergeProposals
        initialProposals={await openProposals(actor)}
        actions={{ answer: answerMerge, reopen, undo }}
      />
      <PeopleShelves
        initialPeople={people}
        forgotten={forgotten}
        archiveDays={env().UNREGISTERED_ARCHIVE_DAYS}
        serverNow={new Date().toISOString()}
      />
    </div>
  );
}
