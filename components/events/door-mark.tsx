import { classNames } from "#components/ui/class-names.ts";

/** A drawn doorbell where a face would be. */
export const DoorMark = ({ sizePx, breathing }: { sizePx: number; breathing: boolean }) => (
  <svg
    aria-hidden="true"
    width={sizePx}
    height={sizePx}
    viewBox="0 0 72 72"
    className={classNames("shrink-0", breathing && "animate-breathe")}
  >
    <circle cx="36" cy="36" r="36" className="fill-sunken" />
    <rect
      x="26"
      y="17"
      width="20"
      height="38"
      rx="10"
      strokeWidth="2"
      className="fill-card stroke-muted"
    />
    <circle cx="36" cy="27" r="4.5" className="fill-muted" />
    <circle cx="36" cy="44" r="5.5" strokeWidth="2" className="fill-none stroke-muted" />
  </svg>
);
