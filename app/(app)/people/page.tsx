import type { Metadata } from "next";
import { requireActor } from "#app/_server/session.ts";
import { MergeProposals } from "#components/people/merge-proposals.tsx";
import { PeopleShelves } from "#components/people/people-shelves.tsx";
import { listPeople } from "#lib/people/queries.ts";
import { openProposals } from "#lib/proposals/queries.ts";
import { answerMerge, reopen, undo } from "./actions.ts";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage() {
  const actor = await requireActor();
  return (
    <div className="mx-auto max-w-[720px]">
      <h1 className="mb-5 px-1 text-display font-semibold">People</h1>
      <MergeProposals
        initialProposals={await openProposals(actor)}
        actions={{ answer: answerMerge, reopen, undo }}
      />
      <PeopleShelves
        initialPeople={await listPeople(actor)}
        timeZone={actor.timeZone}
        serverNow={new Date().toISOString()}
      />
    </div>
  );
}
