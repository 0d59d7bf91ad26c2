"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice.tsx";
import { useCurrent } from "#components/ui/use-current.ts";
import type { AlarmKind, OpenAlarm } from "#lib/alarms/types.ts";

/** Where an alarm is mended, or more is known of it. */
const PLACES: Record<AlarmKind, string> = {
  needs_relink: "/settings#ring",
  webhooks_stopped: "/ledger",
  bad_signatures: "/settings#ring",
  member_unreachable: "/settings/devices",
  category_ended: "/people",
};

/** Said to the owner on every page for as long as something is for nobody else to mend. */
export function AlarmsBanner({ initialAlarms }: { initialAlarms: OpenAlarm[] }) {
  const t = useTranslations("alarms");
  const { data: alarms } = useCurrent<OpenAlarm[]>("/api/alarms", initialAlarms);
  const kinds = [...new Set(alarms.map(({ kind }) => kind))];
  return kinds.map((kind) => (
    <Notice key={kind} tone="warning" title={t(`${kind}.title`)}>
      <p>
        {t(`${kind}.body`)} {t(`${kind}.advice`)}
      </p>
      <p>
        <Link href={PLACES[kind]} className="inline-flex min-h-12 items-center underline">
          {t(`${kind}.place`)}
        </Link>
      </p>
    </Notice>
  ));
}
