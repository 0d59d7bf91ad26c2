import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { AbsenceView } from "#components/cameras/absence-view.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { cameraAbsences } from "#lib/faces/absences/queries.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cameras.absence"))("title"),
});

type Props = { params: Promise<{ cameraId: string }> };

export default async function NoFacePage({ params }: Props) {
  const actor = await requireActor();
  const [{ cameraId }, cameras] = await Promise.all([params, listCameras(actor)]);
  const camera = cameras.find((each) => each.cameraId === cameraId);
  if (!camera) notFound();
  const now = new Date();
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href={`/cameras/${cameraId}`}>{camera.name}</BackLink>
      <AbsenceView
        cameraName={camera.name}
        absences={await cameraAbsences(actor, cameraId, now)}
        privacyZones={camera.privacyZones}
        now={now.toISOString()}
      />
    </div>
  );
}
