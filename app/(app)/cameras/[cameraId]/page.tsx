import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { CameraView } from "#components/cameras/camera-view.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { readCamerasAgain } from "#lib/devices/commands.ts";
import { change, readAgain, takeFrame } from "../actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cameras"))("one"),
});

type Props = { params: Promise<{ cameraId: string }> };

export default async function CameraPage({ params }: Props) {
  const actor = await requireActor();
  const [{ cameraId }, cameras] = await Promise.all([params, listCameras(actor)]);
  if (!cameras.some((camera) => camera.cameraId === cameraId)) notFound();
  await readCamerasAgain(actor);
  const t = await getTranslations("cameras");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/cameras">{t("title")}</BackLink>
      <CameraView
        cameraId={cameraId}
        initialCameras={cameras}
        timeZone={actor.timeZone}
        actions={{ change, readAgain, takeFrame }}
      />
    </div>
  );
}
