import { BellElectric, Cctv } from "lucide-react";
import { useTranslations } from "next-intl";
import { stateWords } from "#components/cameras/camera-words.ts";
import { LinkRow } from "#components/ui/link-row.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { CameraSummary } from "#lib/cameras/types.ts";

/** The household's cameras with what Ring says of them; each leads to its own page. */
export function CameraList({ cameras }: { cameras: readonly CameraSummary[] }) {
  const t = useTranslations("cameras");
  const state = useTranslations("cameras.state");
  const times = useTimeWords();
  if (cameras.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <ul className="-mx-2">
      {cameras.map((camera) => {
        const Icon = camera.kind === "doorbell" ? BellElectric : Cctv;
        return (
          <li key={camera.cameraId}>
            <LinkRow href={`/cameras/${camera.cameraId}`}>
              <Icon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
              <span className="font-medium">{camera.name}</span>
              <span className="ml-auto text-right text-small text-muted">
                {stateWords(state, camera, times)}
              </span>
            </LinkRow>
          </li>
        );
      })}
    </ul>
  );
}
