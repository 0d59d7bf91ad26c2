"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { useIdle } from "#components/ui/when-idle.ts";
import type { ReviewLeft } from "#lib/review/types.ts";

const MOST = 99;

/** How many questions are left, at the corner of an icon; nothing while there are none. */
export function ReviewBadge() {
  const t = useTranslations("review");
  const { data, mutate } = useSWR<ReviewLeft>(useIdle() ? "/api/review/left" : null, fetchJson);
  useLive(() => mutate());
  const questions = data?.questions;
  useEffect(() => {
    // The installed app's icon. 0 takes the badge away.
    if (questions !== undefined) navigator.setAppBadge?.(questions).catch(() => undefined);
  }, [questions]);
  if (!data || data.questions === 0) return null;
  return (
    <span className="absolute top-0 right-1 min-w-[18px] rounded-full bg-accent px-1 text-center text-[11px] leading-[18px] font-semibold text-on-accent tabular-nums">
      <span aria-hidden>{data.questions > MOST ? `${MOST}+` : data.questions}</span>
      <span className="sr-only">{t("navigationLeft", { count: data.questions })}</span>
    </span>
  );
}
