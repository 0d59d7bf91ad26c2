import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { outcomeWords } from "#components/events/outcome-words.ts";
import { placeWords } from "#components/events/visit-words.ts";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { fateOf } from "#lib/ledger/days.ts";
import { fates, type LedgerDay, type LedgerEvent } from "#lib/ledger/types.ts";
import { isAdvised, toneOf } from "./fate-tones.ts";
import { toneColour } from "./month.tsx";

type DayProps = { day: LedgerDay; events: LedgerEvent[] };

/** A day's account: how Kith came to know, and what became of it. Each number opens its events. */
export function DayLedger({ day, events }: DayProps) {
  const t = useTranslations("ledger");
  if (day.events === 0) return <p className="text-muted">{t("noEvent")}</p>;
  const { found, cameAfterAll } = day;
  const row = { total: day.events };
  return (
    <div className="space-y-5">
      <Group title={t("known.title")}>
        <Row
          {...row}
          name={t("known.heard.name")}
          meaning={t("known.heard.meaning")}
          count={day.heard}
          colour="bg-info"
          events={events.filter(({ source }) => source === "webhook")}
        />
        <Row
          {...row}
          name={t("known.found.name")}
          meaning={[
            t("known.found.meaning", { count: found }),
            cameAfterAll > 0 && t("known.found.came", { found, came: cameAfterAll }),
          ]
            .filter(Boolean)
            .join(" ")}
          count={found}
          colour="bg-info"
          events={events.filter(({ source }) => source === "history")}
        />
        {day.repetitions > 0 && (
          <p className="py-3 text-small text-muted">
            {t("known.repeated", { count: day.repetitions })}
          </p>
        )}
      </Group>
      <Group title={t("became")}>
        {fates.map((fate) => (
          <Row
            key={fate}
            {...row}
            name={t(`fates.${fate}.name`)}
            meaning={t(`fates.${fate}.meaning`)}
            advice={isAdvised(fate) ? t(`fates.${fate}.advice`) : undefined}
            count={day.fates[fate]}
            colour={toneColour[toneOf[fate]]}
            events={events.filter((event) => fateOf(event) === fate)}
          />
        ))}
      </Group>
    </div>
  );
}

const Group = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section>
    <h3 className="pb-1 text-small font-medium text-muted">{title}</h3>
    <div className="divide-y divide-line">{children}</div>
  </section>
);

function Row({
  name,
  meaning,
  advice,
  count,
  total,
  colour,
  events,
}: {
  name: string;
  meaning: string;
  advice?: string | undefined;
  count: number;
  total: number;
  colour: string;
  events: LedgerEvent[];
}) {
  const t = useTranslations("ledger");
  if (count === 0) return null;
  return (
    <details className="group">
      <summary className="grid min-h-12 cursor-pointer list-none grid-cols-[1fr_auto_auto] items-center gap-x-3 py-2 [&::-webkit-details-marker]:hidden">
        <span className="font-medium">{name}</span>
        <span className="text-title font-semibold tabular-nums">{count}</span>
        <ChevronRight
          aria-hidden
          size={20}
          strokeWidth={1.75}
          className="text-muted transition-transform group-open:rotate-90"
        />
        <span aria-hidden className="col-span-2 block h-1.5 rounded-full bg-sunken">
          <span
            className={classNames("block h-full min-w-1.5 rounded-full", colour)}
            style={{ width: `${(count / total) * 100}%` }}
          />
        </span>
      </summary>
      <div className="pb-3">
        <p className="text-small text-muted text-pretty">{meaning}</p>
        {advice && <p className="text-small text-pretty">{advice}</p>}
        <ul className="mt-1">
          {events.map((event) => (
            <EventLine key={event.eventId} event={event} />
          ))}
        </ul>
        {events.length < count && <p className="text-small text-muted">{t("latest")}</p>}
      </div>
    </details>
  );
}

function EventLine({ event }: { event: LedgerEvent }) {
  const locale = useLocale();
  const outcomes = useTranslations("outcomes");
  const { clockTime } = useTimeWords();
  const { eventId, occurredAt, kind, cameraName } = event;
  const t = useTranslations("visits");
  const place = placeWords({ t, locale }, cameraName);
  return (
    <li>
      <Link
        href={`/events/${eventId}`}
        prefetch={false}
        className="-mx-2 grid min-h-12 grid-cols-[auto_1fr] items-center gap-x-3 rounded-lg px-2 py-1.5 hover:bg-sunken"
      >
        <span className="tabular-nums">{clockTime(occurredAt)}</span>
        <span className="min-w-0">
          <span className="block">
            {t(kind === "button_press" ? "somebodyRang" : "movement", { place })}
          </span>
          <span className="block text-small text-muted">{outcomeWords(outcomes, event)}</span>
        </span>
      </Link>
    </li>
  );
}
