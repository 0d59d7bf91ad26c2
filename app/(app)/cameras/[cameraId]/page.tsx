import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { foundOr404 } from "#app/_server/found.ts";
import { pathId } from "#app/_server/path-id.ts";
import { requireActor } from "#app/_server/session.ts";
import { CameraView } from "#components/cameras/camera-view.tsx";
import { CameraSkeleton } from "#components/shell/page-skeleton.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras, requireCamera } from "#lib/cameras/queries.ts";
import { readCamerasAgain } from "#lib/devices/commands.ts";
import { change, readAgain, takeFrame } from "../actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cameras"))("one"),
});

type Props = { params: Promise<{ cameraId: string }> };

/** What is not there is not found before anything is sent: then its status can still say so. */
export default async function CameraPage({ params }: Props) {
  const actor = await requireActor();
  const { cameraId } = await params;
  await foundOr404(async () => requireCamera(actor, pathId(cameraId)));
  const t = await getTranslations("cameras");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/cameras">{t("title")}</BackLink>
      <Suspense fallback={<CameraSkeleton />}>
        <Camera cameraId={cameraId} />
      </Suspense>
    </div>
  );
}

async function Camera({ cameraId }: { cameraId: string }) {
  const actor = await requireActor();
  await readCamerasAgain(actor);
  return (
    <CameraView
      cameraId={cameraId}
      initialCameras={await listCameras(actor)}
      timeZone={actor.timeZone}
      actions={{ change, readAgain, takeFrame }}
    />
  );
}
