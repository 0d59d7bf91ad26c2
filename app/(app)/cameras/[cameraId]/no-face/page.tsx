import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { requireActor } from "#app/_server/session.ts";
import { AbsenceView } from "#components/cameras/absence-view.tsx";
import { CardsSkeleton } from "#components/shell/page-skeleton.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";
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
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href={`/cameras/${cameraId}`}>{camera.name}</BackLink>
      <Suspense fallback={<CardsSkeleton />}>
        <Absences camera={camera} />
      </Suspense>
    </div>
  );
}

async function Absences({ camera: { cameraId, name, privacyZones } }: { camera: CameraSummary }) {
  const now = new Date();
  return (
    <AbsenceView
      cameraName={name}
      absences={await cameraAbsences(await requireActor(), cameraId, now)}
      privacyZones={privacyZones}
      now={now.toISOString()}
    />
  );
}
