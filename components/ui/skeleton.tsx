import { classNames } from "./class-names.ts";

/** A grey shape of what comes. Hidden from screen readers: the page around it says "Loading". */
export const Skeleton = ({ className }: { className: string }) => (
  <span
    aria-hidden
    className={classNames("block animate-breathe base:rounded-lg bg-sunken", className)}
  />
);
