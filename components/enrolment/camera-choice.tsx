import { useTranslations } from "next-intl";

/** Chooses the camera to walk to; with one camera there is nothing to choose. */
export function CameraChoice({
  cameras,
  cameraId,
  onChoose,
}: {
  cameras: readonly { cameraId: string; name: string }[];
  cameraId: string;
  onChoose: (cameraId: string) => void;
}) {
  const t = useTranslations("enrolment");
  if (cameras.length < 2) return null;
  return (
    <fieldset className="mb-3">
      <legend className="font-medium">{t("whichCamera")}</legend>
      {cameras.map((camera) => (
        <label key={camera.cameraId} className="flex min-h-12 items-center gap-3">
          <input
            type="radio"
            name="camera"
            value={camera.cameraId}
            checked={camera.cameraId === cameraId}
            onChange={() => onChoose(camera.cameraId)}
            className="size-5 shrink-0 accent-accent"
          />
          <span className="min-w-0 wrap-anywhere">{camera.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
