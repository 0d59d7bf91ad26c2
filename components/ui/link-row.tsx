import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const looks = {
  row: "rounded-lg px-2 hover:bg-sunken",
  card: "rounded-card bg-card px-4 shadow-card transition-colors hover:bg-sunken sm:px-5",
};

type LinkRowProps = { href: string; look?: keyof typeof looks; children: ReactNode };

/** Leads to another page over the whole width of what it stands in; `card` stands for itself. */
export function LinkRow({ href, look = "row", children }: LinkRowProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={classNames("flex min-h-12 items-center gap-3 py-1", looks[look])}
    >
      <span className="flex grow items-center gap-3">{children}</span>
      <ChevronRight aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
    </Link>
  );
}
