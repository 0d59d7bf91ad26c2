import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "#app/_server/session.ts";
import { CameraShelf } from "#components/cameras/camera-shelf.tsx";
import { BackLink } from "#components/ui/back-link.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { readCamerasAgain } from "#lib/devices/commands.ts";
import { change, readAgain, takeFrame } from "./actions.ts";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("cameras"))("title"),
});

export default async function CamerasPage() {
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
