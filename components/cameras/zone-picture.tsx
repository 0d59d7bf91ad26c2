import { useTranslations } from "next-intl";
import type { CameraSummary, Zone } from "#lib/cameras/types.ts";

const corners = (zone: Zone) => zone.map(({ x, y }) => `${x * 100},${y * 100}`).join(" ");

/**
 * What a camera sees, with its zones. Privacy zones are black already in the picture; the black drawn
 * here also covers what a picture that was loaded earlier still shows.
 */
export const ZonePicture = ({ camera }: { camera: CameraSummary }) => {
  const t = useTranslations("cameras.picture");
  const { name, frameUrl, privacyZones, motionZones } = camera;
  return (
    <div className="relative overflow-hidden rounded-xl bg-sunken">
      {frameUrl ? (
        // biome-ignore lint/performance/noImgElement: private, and already the right size
        <img
          src={frameUrl}
          alt={t("alt", { name })}
          width={1280}
          height={720}
          className="h-auto w-full"
        />
      ) : (
        <p className="flex aspect-video items-center justify-center text-small text-muted">
          {t("none")}
        </p>
      )}
      <svg
        aria-hidden="true"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        {motionZones.map((zone) => (
          <MotionZone key={corners(zone)} points={corners(zone)} />
        ))}
        {privacyZones.map((zone) => (
          <PrivacyZone key={corners(zone)} zone={zone} />
        ))}
      </svg>
    </div>
  );
};

// A bright line on a dark one is seen on any picture.
const line = { vectorEffect: "non-scaling-stroke", strokeLinejoin: "round" } as const;

const MotionZone = ({ points }: { points: string }) => (
  <>
    <polygon points={points} fill="none" stroke="#000b" strokeWidth={6} {...line} />
    <polygon points={points} fill="#5ac8fa2e" stroke="#7ad5ff" strokeWidth={2.5} {...line} />
  </>
);

/** A privacy zone over a picture, in a view of 100 by 100. */
export const PrivacyZone = ({ zone }: { zone: Zone }) => (
  <polygon
    points={corners(zone)}
    fill="#000"
    stroke="#fff"
    strokeWidth={2}
    strokeDasharray="6 5"
    {...line}
  />
);
