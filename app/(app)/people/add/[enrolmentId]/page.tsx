import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { EnrolmentScreen } from "#components/enrolment/enrolment-screen.tsx";
import { CardsSkeleton } from "#components/shell/page-skeleton.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { getEnrolment, requireEnrolment } from "#lib/enrolment/queries.ts";
import { enrolPhotos, enrolWalk, takeBack } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("enrolment");
  return { title: t("title") };
}

type Props = { params: Promise<{ enrolmentId: string }> };

/** What is not there is not found before anything is sent: then its status can still say so. */
export default async function EnrolmentPage({ params }: Props) {
  const actor = await requireActor();
  const { enrolmentId } = await params;
  await foundOr404(async () => requireEnrolment(actor, pathId(enrolmentId)));
  const t = await getTranslations("enrolment");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/people/add">{t("title")}</BackLink>
      <Suspense fallback={<CardsSkeleton />}>
        <Enrolment enrolmentId={enrolmentId} />
      </Suspense>
    </div>
  );
}

async function Enrolment({ enrolmentId }: { enrolmentId: string }) {
  const actor = await requireActor();
  return (
    <EnrolmentScreen
      initial={await foundOr404(() => getEnrolment(actor, enrolmentId))}
      serverNow={new Date().toISOString()}
      actions={{ enrolPhotos, enrolWalk, takeBack }}
    />
  );
}
