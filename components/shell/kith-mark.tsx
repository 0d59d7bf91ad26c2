/** The mark: a doorbell whose lens is a face. */
export const KithMark = ({ sizePx }: { sizePx: number }) => (
  <svg aria-hidden="true" width={sizePx} height={sizePx} viewBox="0 0 32 32" fill="none">
    <rect x="8" y="2" width="16" height="28" rx="8" className="fill-accent" />
    <circle cx="16" cy="10" r="3.5" className="fill-on-accent" />
    <path d="M10.75 22.5a5.25 6 0 0 1 10.5 0a5.25 5.25 0 0 1-10.5 0z" className="fill-on-accent" />
  </svg>
);
