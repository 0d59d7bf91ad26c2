import { useTranslations } from "next-intl";
import type { CameraSummary } from "#lib/cameras/types.ts";

/** What the shapes on the picture mean, and how many there are. */
export function ZoneLegend({
  camera: { privacyZones, motionZones, frameUrl },
}: {
  camera: CameraSummary;
}) {
  const t = useTranslations("cameras");
  return (
    <div className="mt-3 space-y-2">
      <p className="flex items-start gap-3">
        <span
          aria-hidden
          className="mt-0.5 h-[18px] w-7 shrink-0 rounded-sm border-2 border-dashed border-white bg-black outline outline-line"
        />
        <span>{t("zones.privacy", { count: privacyZones.length })}</span>
      </p>
      <p className="flex items-start gap-3">
        <span
          aria-hidden
          className="mt-0.5 h-[18px] w-7 shrink-0 rounded-sm border-2 border-[#7ad5ff] bg-[#1d5a78] outline outline-line"
        />
        <span>{t("zones.motion", { count: motionZones.length })}</span>
      </p>
      {!frameUrl && <p>{t("picture.comes")}</p>}
      <p className="text-small text-muted">{t("zones.about")}</p>
    </div>
  );
}
