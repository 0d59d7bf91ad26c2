import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { save, startSnooze, stopSnooze, tryPlan } from "#app/(app)/alerts/actions.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { PersonView } from "#components/people/person-view.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { camerasForRules, getAlertSettings } from "#lib/alerts/queries.ts";
import { listVisits } from "#lib/events/timeline/queries.ts";
import { env } from "#lib/infra/env.ts";
import { getPerson } from "#lib/people/queries.ts";

type Props = { params: Promise<{ personId: string }> };

/** Visits that come with the page: as many as a phone shows, and some. */
const FIRST_COUNT = 8;

/** Read once for the page and its title. */
const personAt = cache(async (personId: string) =>
  getPerson(await requireActor(), pathId(personId), new Date()),
);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { personId } = await params;
  const { name } = await foundOr404(() => personAt(personId));
  const t = await getTranslations("person");
  return { title: name ?? t("title") };
}

export default async function PersonPage({ params }: Props) {
  const actor = await requireActor();
  const { personId } = await params;
  const now = new Date();
  const person = await foundOr404(() => personAt(personId));
  const [t, visits, initialSettings, cameras] = await Promise.all([
    getTranslations("people"),
    listVisits(actor, { limit: FIRST_COUNT }, { person: person.personId }),
    getAlertSettings(actor, now),
    camerasForRules(actor),
  ]);
  return (
    <>
      <BackLink href="/people">{t("title")}</BackLink>
      <PersonView
        initialPerson={person}
        initialVisits={visits}
        firstCount={FIRST_COUNT}
        forgetGraceDays={actor.role === "owner" ? env().FORGET_GRACE_DAYS : null}
        serverNow={now.toISOString()}
        actions={personActions}
        alerts={{ initialSettings, cameras, actions: { tryPlan, save, startSnooze, stopSnooze } }}
      />
    </>
  );
}
