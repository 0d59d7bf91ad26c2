"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { buttonClasses } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useInView } from "#components/ui/use-in-view.ts";

/** More is fetched before somebody has come to the end: this far ahead. */
const AHEAD_PX = 800;

/** Fetches more when it comes near the window, and when it is pressed. */
export function EarlierLink({
  href,
  count,
  failure,
  onLoad,
}: {
  /** Leads there also where nothing can be fetched by script. */
  href: string;
  /** How many stretches there are: after each it looks again whether it is still near. */
  count: number;
  failure: Error | undefined;
  onLoad: () => void;
}) {
  const t = useTranslations("timeline");
  const [ref, isNear] = useInView<HTMLAnchorElement>(AHEAD_PX);
  const load = useEffectEvent(onLoad);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stretch that was short leaves it near
  useEffect(() => {
    if (isNear) load();
  }, [isNear, count]);
  return (
    <>
      {failure && <Notice tone="warning">{failure.message}</Notice>}
      <Link
        ref={ref}
        href={href}
        prefetch={false}
        onClick={(event) => {
          event.preventDefault();
          onLoad();
        }}
        className={buttonClasses("soft", "mt-6 w-full")}
      >
        {t("earlier")}
      </Link>
    </>
  );
}
