import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { requireActor } from "#app/_server/session.ts";
import { CameraShelf } from "#components/cameras/camera-shelf.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { listCameras } from "#lib/cameras/queries.ts";
import { readCamerasAgain } from "#lib/devices/commands.ts";
import { change, readAgain, takeFrame } from "./actions.ts";

export const metadata: Metadata = { title: "Cameras" };

export default async function CamerasPage() {
  const actor = await requireActor();
  await readCamerasAgain(actor);
  return (
    <div className="mx-auto max-w-[720px]">
      <Link href="/settings" className={buttonClasses("plain", "-ml-3 mb-1 pl-2")}>
        <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
        Settings
      </Link>
      <h1 className="mb-5 px-1 text-display font-semibold">Cameras</h1>
      <CameraShelf
        initialCameras={await listCameras(actor)}
        actions={{ change, readAgain, takeFrame }}
      />
    </div>
  );
}
