import type { Metadata } from "next";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { PersonView } from "#components/people/person-view.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { env } from "#lib/infra/env.ts";
import { getPerson } from "#lib/people/queries.ts";

export const metadata: Metadata = { title: "Person" };

type Props = { params: Promise<{ personId: string }> };

export default async function PersonPage({ params }: Props) {
  const actor = await requireActor();
  const { personId } = await params;
  const person = await foundOr404(async () => getPerson(actor, pathId(personId)));
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/people">People</BackLink>
      <PersonView
        initialPerson={person}
        forgetGraceDays={env().FORGET_GRACE_DAYS}
        serverNow={new Date().toISOString()}
        actions={personActions}
      />
    </div>
  );
}
