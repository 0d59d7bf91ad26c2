import type { CameraSummary } from "#lib/cameras/types.ts";

/** What the shapes on the picture mean, and how many there are. */
export const ZoneLegend = ({
  camera: { privacyZones, motionZones, frameUrl },
}: {
  camera: CameraSummary;
}) => (
  <div className="mt-3 space-y-2">
    <p className="flex items-start gap-3">
      <span
        aria-hidden
        className="mt-0.5 h-[18px] w-7 shrink-0 rounded-sm border-2 border-dashed border-white bg-black outline outline-line"
      />
      <span>
        {counted(privacyZones.length, "privacy zone")}
        {privacyZones.length > 0 && ": black, for Kith never looks there, nor keeps or shows it"}.
      </span>
    </p>
    <p className="flex items-start gap-3">
      <span
        aria-hidden
        className="mt-0.5 h-[18px] w-7 shrink-0 rounded-sm border-2 border-[#7ad5ff] bg-[#1d5a78] outline outline-line"
      />
      <span>
        {counted(motionZones.length, "motion zone")}
        {motionZones.length > 0 && ": where Ring looks for movement"}.
      </span>
    </p>
    {!frameUrl && <p>The picture comes with the next recording that Kith looks at.</p>}
    <p className="text-small text-muted">
      Zones are drawn in the Ring app, in this camera's settings. Kith reads them when you open this
      page and every six hours.
    </p>
  </div>
);

function counted(count: number, noun: string): string {
  if (count === 0) return `No ${noun}`;
  return count === 1 ? `One ${noun}` : `${count} ${noun}s`;
}
