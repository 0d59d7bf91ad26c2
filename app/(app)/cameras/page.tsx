import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { requireActor } from "#app/_server/session.ts";
import { CameraShelf } from "#components/cameras/camera-shelf.tsx";
import { CardsSkeleton } from "#components/shell/page-skeleton.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { readCamerasAgain } from "#lib/devices/commands.ts";
import { change, readAgain, takeFrame } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cameras"))("title"),
});

/** No loading.tsx: it would be of the pages below as well, and answer 200 for cameras that are not there. */
export default function CamerasPage() {
  return (
    <Suspense fallback={<CardsSkeleton />}>
      <Cameras />
    </Suspense>
  );
}

async function Cameras() {
  const actor = await requireActor();
  await readCamerasAgain(actor);
  const t = await getTranslations("cameras");
  const settings = await getTranslations("settings");
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink href="/settings">{settings("title")}</BackLink>
      <h1 className="mb-5 px-1 text-display font-semibold">{t("title")}</h1>
      <CameraShelf
        initialCameras={await listCameras(actor)}
        actions={{ change, readAgain, takeFrame }}
      />
    </div>
  );
}
