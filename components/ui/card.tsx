import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { ScrolledTo } from "./scrolled-to.tsx";

/** A titled surface. The title is a second-level heading. */
export function Card({
  title,
  id,
  aside,
  children,
  className,
}: {
  title?: string;
  /** What a link to this card names after `#`. */
  id?: string;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section
      id={id}
      className={classNames("rounded-card bg-card p-4 shadow-card sm:p-5", className)}
    >
      {id && <ScrolledTo id={id} />}
      {title && (
        <div className="mb-3 flex items-center justify-between gap-3">
          <h2 className="font-semibold">{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
