"use client";
import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { buttonClasses } from "./button.tsx";
import { extended, type Trail, wayBack } from "./trail.ts";

let trail: Trail = [];
let wentBack = false;

/** Notes what is shown, for the way back. */
export function KeepTrail() {
  const path = usePathname();
  const query = useSearchParams().toString();
  useEffect(() => {
    const note = () => {
      wentBack = true;
    };
    window.addEventListener("popstate", note);
    return () => window.removeEventListener("popstate", note);
  }, []);
  useEffect(() => {
    trail = extended(trail, query ? `${path}?${query}` : path, wentBack);
    wentBack = false;
  }, [path, query]);
  return null;
}

/** Leads from a page to the one above it, as that was left. */
export function BackLink({ href, children }: { href: string; children: string }) {
  const { back, push } = useRouter();
  return (
    <Link
      prefetch={false}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        const { address, isLastStep } = wayBack(trail, href);
        if (isLastStep) back();
        else push(address);
      }}
      className={buttonClasses("plain", "-ml-3 mb-1 pl-2")}
    >
      <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
      {children}
    </Link>
  );
}
