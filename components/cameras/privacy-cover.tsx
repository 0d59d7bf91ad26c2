import type { Zone } from "#lib/cameras/types.ts";

/** Black where the privacy zones are, over a picture or a recording that fills the same box. */
export const PrivacyCover = ({ zones }: { zones: readonly Zone[] }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 1 1"
    preserveAspectRatio="none"
    className="pointer-events-none absolute inset-0 size-full"
  >
    {zones.map((zone) => {
      const points = zone.map(({ x, y }) => `${x},${y}`).join(" ");
      return <polygon key={points} points={points} />;
    })}
  </svg>
);
