import { ChevronLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { requireActor } from "#app/_server/session.ts";
import { AbsenceView } from "#components/cameras/absence-view.tsx";
import { buttonClasses } from "#components/ui/button.tsx";
import { ownerTimeZone } from "#lib/accounts/queries.ts";
import { listCameras } from "#lib/cameras/queries.ts";
import { cameraAbsences } from "#lib/faces/absences/queries.ts";

export const metadata: Metadata = { title: "Why no face was found" };

type Props = { params: Promise<{ cameraId: string }> };

export default async function NoFacePage({ params }: Props) {
  const actor = await requireActor();
  const [{ cameraId }, cameras] = await Promise.all([params, listCameras(actor)]);
  const camera = cameras.find((each) => each.cameraId === cameraId);
  if (!camera) notFound();
  const now = new Date();
  return (
    <div className="mx-auto max-w-[720px]">
      <Link href={`/cameras/${cameraId}`} className={buttonClasses("plain", "-ml-3 mb-1 pl-2")}>
        <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
        {camera.name}
      </Link>
      <AbsenceView
        cameraName={camera.name}
        absences={await cameraAbsences(actor, cameraId, now)}
        privacyZones={camera.privacyZones}
        timeZone={await ownerTimeZone(actor.householdId)}
        now={now.toISOString()}
      />
    </div>
  );
}
