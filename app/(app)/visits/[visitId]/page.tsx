import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { personActions } from "#app/(app)/people/person-actions.ts";
import { share } from "#app/(app)/visits/actions.ts";
import { BackLink } from "#components/ui/back-link.tsx";
import { VisitScreen } from "#components/visits/visit-screen.tsx";
import { VisitSkeleton } from "#components/visits/visit-skeleton.tsx";
import { getVisit, requireVisit } from "#lib/events/detail/queries.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("visit");
  return { title: t("title") };
}

type Props = {
  params: Promise<{ visitId: string }>;
  searchParams: Promise<{ event?: string | string[] }>;
};

/** What is not there is not found before anything is sent: then its status can still say so. */
export default async function VisitPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { visitId } = await params;
  const { event } = await searchParams;
  await foundOr404(async () => requireVisit(actor, pathId(visitId)));
  const t = await getTranslations("shell");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/">{t("timeline")}</BackLink>
      <Suspense fallback={<VisitSkeleton />}>
        <Visit visitId={visitId} firstEventId={typeof event === "string" ? event : undefined} />
      </Suspense>
    </div>
  );
}

async function Visit(place: { visitId: string; firstEventId: string | undefined }) {
  const actor = await requireActor();
  return (
    <VisitScreen
      {...place}
      initial={await foundOr404(() => getVisit(actor, place.visitId))}
      heading="h1"
      serverNow={new Date().toISOString()}
      actions={personActions}
      share={share}
    />
  );
}
