"use client";
import { RefreshCw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";
import { stateWords } from "./camera-words.ts";
import { type CameraActions, useCameras } from "./use-cameras.ts";
import { ZonePicture } from "./zone-picture.tsx";

/** The household's cameras with what each one sees. */
export function CameraShelf({
  initialCameras,
  actions,
}: {
  initialCameras: CameraSummary[];
  actions: CameraActions;
}) {
  const t = useTranslations("cameras");
  const state = useTranslations("cameras.state");
  const times = useTimeWords();
  const { cameras, readAgain } = useCameras(initialCameras, actions);
  return (
    <>
      {cameras.length === 0 && <p className="px-1 text-muted">{t("none")}</p>}
      <ul className="grid gap-4 sm:grid-cols-2">
        {cameras.map((camera) => (
          <li key={camera.cameraId}>
            <Link
              href={`/cameras/${camera.cameraId}`}
              prefetch={false}
              className="block rounded-card bg-card p-3 shadow-card transition-colors hover:bg-sunken"
            >
              <ZonePicture camera={camera} />
              <span className="mt-3 block font-semibold">{camera.name}</span>
              <span className="block text-small text-muted">
                {stateWords(state, camera, times)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <Button className="mt-4" onClick={() => void readAgain()}>
        <RefreshCw aria-hidden size={20} strokeWidth={1.75} />
        {t("readAgain")}
      </Button>
    </>
  );
}
