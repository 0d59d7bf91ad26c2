import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { timeWordsIn } from "#app/_server/time-words.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { share } from "#app/(app)/visits/actions.ts";
import { visitSentence } from "#components/events/visit-words.ts";
import { BackLink } from "#components/ui/back-link.tsx";
import { VisitScreen } from "#components/visits/visit-screen.tsx";
import { VisitSkeleton } from "#components/visits/visit-skeleton.tsx";
import { getVisit, requireVisit } from "#lib/events/detail/queries.ts";

type Props = {
  params: Promise<{ visitId: string }>;
  searchParams: Promise<{ event?: string | string[]; from?: string | string[] }>;
};

/** Read once for the page and its title. */
const visitAt = cache(async (visitId: string) => getVisit(await requireActor(), pathId(visitId)));

/** "Anna came to the front door · 23 November at 17:42" */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { timeZone } = await requireActor();
  const { visitId } = await params;
  const visit = await foundOr404(() => visitAt(visitId));
  const [t, outcomes, locale, { dateAndTimeWords }] = await Promise.all([
    getTranslations("visits"),
    getTranslations("outcomes"),
    getLocale(),
    timeWordsIn(timeZone),
  ]);
  const sentence = visitSentence({ t, outcomes, locale }, visit);
  return { title: `${sentence} · ${dateAndTimeWords(visit.startedAt)}` };
}

/** What is not there is not found before anything is sent: then its status can still say so. */
export default async function VisitPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { visitId } = await params;
  const { event, from } = await searchParams;
  await foundOr404(async () => requireVisit(actor, pathId(visitId)));
  const t = await getTranslations("shell");
  return (
    <div className="mx-auto max-w-[720px]">
      {from === "review" ? (
        <BackLink href="/review">{t("review")}</BackLink>
      ) : (
        <BackLink href="/">{t("timeline")}</BackLink>
      )}
      <Suspense fallback={<VisitSkeleton />}>
        <Visit visitId={visitId} firstEventId={typeof event === "string" ? event : undefined} />
      </Suspense>
    </div>
  );
}

async function Visit(place: { visitId: string; firstEventId: string | undefined }) {
  return (
    <VisitScreen
      {...place}
      initial={await foundOr404(() => visitAt(place.visitId))}
      heading="h1"
      serverNow={new Date().toISOString()}
      actions={personActions}
      share={share}
    />
  );
}
