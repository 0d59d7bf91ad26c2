import { BellElectric, Cctv, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { stateWords } from "#components/cameras/camera-words.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";

/** The household's cameras with what Ring says of them; each leads to its own page. */
export function CameraList({ cameras }: { cameras: readonly CameraSummary[] }) {
  const t = useTranslations("cameras");
  const state = useTranslations("cameras.state");
  if (cameras.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul className="-mx-2">
      {cameras.map((camera) => {
        const Icon = camera.kind === "doorbell" ? BellElectric : Cctv;
        return (
          <li key={camera.cameraId}>
            <Link
              href={`/cameras/${camera.cameraId}`}
              prefetch={false}
              className="flex min-h-12 items-center gap-3 rounded-lg px-2 py-1 hover:bg-sunken"
            >
              <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
              <span className="grow font-medium">{camera.name}</span>
              <span className="text-right text-small text-muted">{stateWords(state, camera)}</span>
              <ChevronRight
                aria-hidden
                size={20}
                strokeWidth={1.75}
                className="shrink-0 text-muted"
              />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
