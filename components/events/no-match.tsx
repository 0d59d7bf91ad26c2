"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClasses } from "#components/ui/button.tsx";
import { type AddressPart, queryOf, without } from "#lib/events/timeline/address.ts";
import type { TimelineAddress } from "#lib/events/timeline/types.ts";

const partNames = {
  day: "day",
  person: "who",
  category: "who",
  camera: "where",
  outcome: "how",
  hours: "hours",
  q: "search",
} as const satisfies Record<AddressPart, string>;

/** Shown where no visit is like what is asked for: which part of it to lift. */
export function NoMatch({ address, toLift }: { address: TimelineAddress; toLift: AddressPart[] }) {
  const t = useTranslations("timeline");
  return (
    <div className="flex flex-col items-center gap-4 py-10 text-center">
      <div className="max-w-sm">
        <h2 className="text-title font-semibold">{t("noMatch")}</h2>
        <p className="mt-1 text-muted">{t(toLift.length > 0 ? "noMatchLift" : "noMatchAll")}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        {toLift.map((part) => (
          <Link
            key={part}
            href={`/${queryOf(without(address, part))}`}
            className={buttonClasses("soft")}
          >
            {t("lift", { part: t(partNames[part]) })}
          </Link>
        ))}
        <Link href="/" className={buttonClasses(toLift.length > 0 ? "plain" : "main")}>
          {t("all")}
        </Link>
      </div>
    </div>
  );
}
