"use client";
import Link from "next/link";
import useSWR from "swr";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { useLive } from "#components/ui/live.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AlarmKind, OpenAlarm } from "#lib/alarms/types.ts";
import { ALARM_WORDS } from "#lib/alarms/words.ts";

/** Where an alarm is mended, or more is known of it. */
const PLACES: Record<AlarmKind, { href: string; words: string }> = {
  needs_relink: { href: "/settings#ring", words: "See the Ring accounts" },
  webhooks_stopped: { href: "/ledger", words: "See what Kith found" },
  bad_signatures: { href: "/settings#ring", words: "See the Ring accounts" },
  member_unreachable: { href: "/settings#devices", words: "See your own devices" },
};

/** Said to the owner on every page for as long as something is for nobody else to mend. */
export function AlarmsBanner({ initialAlarms }: { initialAlarms: OpenAlarm[] }) {
  const { data: alarms = initialAlarms, mutate } = useSWR<OpenAlarm[]>("/api/alarms", fetchJson, {
    fallbackData: initialAlarms,
  });
  useLive(() => mutate());
  const kinds = [...new Set(alarms.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const { title, body, advice } = ALARM_WORDS[kind];
    const { href, words } = PLACES[kind];
    return (
      <Notice key={kind} tone="warning" title={title}>
        <p>
          {body} {advice}
        </p>
        <p>
          <Link href={href} className="inline-flex min-h-12 items-center underline">
            {words}
          </Link>
        </p>
      </Notice>
    );
  });
}
