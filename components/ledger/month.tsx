import { Check, Ellipsis, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { classNames } from "#components/ui/class-names.ts";
import { noonOf } from "#components/ui/time-words.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { LedgerDay } from "#lib/ledger/types.ts";
import { dayTone, type FateTone, tonesOf } from "./fate-tones.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** From the ground up: what is well first. */
const stack = ["fine", "open", "unseen", "failed"] as const;

export const toneColour: Record<FateTone, string> = {
  fine: "bg-familiar",
  open: "bg-info",
  unseen: "bg-unknown",
  failed: "bg-watchlist",
};

const marks: Record<FateTone, { Icon: typeof Check; ink: string }> = {
  fine: { Icon: Check, ink: "text-familiar" },
  open: { Icon: Ellipsis, ink: "text-info" },
  unseen: { Icon: TriangleAlert, ink: "text-unknown" },
  failed: { Icon: TriangleAlert, ink: "text-watchlist" },
};

/** Five weeks of days, each a square with a bar of its events that leads to the day. */
export function Month({ days, chosen, now }: { days: LedgerDay[]; chosen: string; now: string }) {
  const { weekdayWords } = useTimeWords();
  const most = Math.max(1, ...days.map(({ events }) => events));
  return (
    <div>
      <div aria-hidden className="grid grid-cols-7 gap-0.5 pb-1 text-center text-small text-muted">
        {WEEKDAYS.map((weekday) => (
          <span key={weekday}>{weekdayWords(weekday)}</span>
        ))}
      </div>
      <ul className="grid grid-cols-7 gap-0.5">
        {days.map((day) => (
          <li key={day.day}>
            <Day day={day} most={most} isChosen={day.day === chosen} now={now} />
          </li>
        ))}
      </ul>
      <Legend days={days} />
    </div>
  );
}

function Day({
  day,
  most,
  isChosen,
  now,
}: {
  day: LedgerDay;
  most: number;
  isChosen: boolean;
  now: string;
}) {
  const t = useTranslations("ledger");
  const { dayWords } = useTimeWords("UTC");
  const tones = tonesOf(day);
  const tone = dayTone(day);
  const mark = tone && marks[tone];
  const parts = stack.filter((each) => tones[each] > 0);
  const told = parts.map((each) => `${tones[each]} ${t(`tones.${each}`)}`);
  return (
    <Link
      href={`/ledger?day=${day.day}`}
      scroll={false}
      prefetch={false}
      aria-current={isChosen ? "date" : undefined}
      className={classNames(
        "relative flex h-16 flex-col justify-between rounded-lg bg-sunken p-1 hover:bg-line",
        isChosen && "ring-2 ring-accent",
      )}
    >
      <span className="flex items-center justify-between text-small leading-none tabular-nums">
        <span className={classNames(day.events === 0 && "text-muted")}>
          {Number(day.day.slice(8))}
          <span className="sr-only">
            {` ${dayWords(noonOf(day.day), now)}: ${[t("events", { count: day.events }), ...told].join(", ")}`}
          </span>
        </span>
        {mark && <mark.Icon aria-hidden size={12} strokeWidth={2.5} className={mark.ink} />}
      </span>
      <span className="flex h-8 flex-col-reverse gap-px">
        {parts.map((each) => (
          <span
            key={each}
            className={classNames("min-h-1 w-full rounded-[3px]", toneColour[each])}
            style={{ height: `${(tones[each] / most) * 100}%` }}
          />
        ))}
      </span>
    </Link>
  );
}

/** Only what is to be seen is explained. */
function Legend({ days }: { days: LedgerDay[] }) {
  const t = useTranslations("ledger.tones");
  const shown = stack.filter((tone) => days.some((day) => tonesOf(day)[tone] > 0));
  return (
    <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-small text-muted">
      {shown.map((tone) => {
        const { Icon, ink } = marks[tone];
        return (
          <li key={tone} className="flex items-center gap-1.5">
            <span aria-hidden className={classNames("size-2.5 rounded-[3px]", toneColour[tone])} />
            <Icon aria-hidden size={12} strokeWidth={2.5} className={ink} />
            {t(tone)}
          </li>
        );
      })}
    </ul>
  );
}
