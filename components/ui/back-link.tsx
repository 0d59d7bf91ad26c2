import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { buttonClasses } from "./button.tsx";

/** Leads from a page to the one above it. */
export const BackLink = ({ href, children }: { href: string; children: string }) => (
  <Link prefetch={false} href={href} className={buttonClasses("plain", "-ml-3 mb-1 pl-2")}>
    <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
    {children}
  </Link>
);
