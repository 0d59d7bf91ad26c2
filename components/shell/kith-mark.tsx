/** The mark: a doorbell whose lens is a face. */
export const KithMark = ({ sizePx }: { sizePx: number }) => (
  <svg aria-hidden="true" width={sizePx} height={sizePx} viewBox="0 0 32 32" fill="none">
    <rect x="8" y="2" width="16" height="28" rx="8" className="fill-accent" />
    <circle cx="16" cy="10" r="3.5" className="fill-on-accent" />
    <path
      d="M10.5 24a5.5 5.5 0 0 1 11 0"
      strokeWidth="2.5"
      strokeLinecap="round"
      className="stroke-on-accent"
    />
  </svg>
);
