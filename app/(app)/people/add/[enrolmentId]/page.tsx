import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { EnrolmentScreen } from "#components/enrolment/enrolment-screen.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { getEnrolment } from "#lib/enrolment/queries.ts";
import { enrolPhotos, enrolWalk, takeBack } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("enrolment");
  return { title: t("title") };
}

type Props = { params: Promise<{ enrolmentId: string }> };

export default async function EnrolmentPage({ params }: Props) {
  const actor = await requireActor();
  const { enrolmentId } = await params;
  const enrolment = await foundOr404(async () => getEnrolment(actor, pathId(enrolmentId)));
  const t = await getTranslations("enrolment");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/people/add">{t("title")}</BackLink>
      <EnrolmentScreen
        initial={enrolment}
        serverNow={new Date().toISOString()}
        actions={{ enrolPhotos, enrolWalk, takeBack }}
      />
    </div>
  );
}
