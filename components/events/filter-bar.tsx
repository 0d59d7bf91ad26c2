"use client";
import { CalendarDays, Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { CategoryMark } from "#components/people/category-mark.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { partsOf, queryOf } from "#lib/events/timeline/address.ts";
import type { TimelineAddress } from "#lib/events/timeline/types.ts";

const DaySheet = dynamic(async () => (await import("./day-sheet.tsx")).DaySheet);
const sheets = () => import("./filter-sheets.tsx");
const WhoSheet = dynamic(async () => (await sheets()).WhoSheet);
const CameraSheet = dynamic(async () => (await sheets()).CameraSheet);
const HoursSheet = dynamic(async () => (await sheets()).HoursSheet);
const OutcomeSheet = dynamic(async () => (await sheets()).OutcomeSheet);

export type FilterBarProps = {
  address: TimelineAddress;
  /** What the address's person and camera are called, where they have a name. */
  names: { person: string | null; camera: string | null };
  cameras: { cameraId: string; name: string }[];
  timeZone: string;
};

/** Which visits are shown, as chips that each open a sheet, with a field for words above them. */
export function FilterBar({
  address,
  names,
  cameras,
  timeZone,
  now,
}: FilterBarProps & { now: string }) {
  const t = useTranslations("timeline");
  const [open, setOpen] = useState<Part>();
  const chips = useChips(address, names, now);
  const sheet = { address, onClose: () => setOpen(undefined) };
  return (
    <search aria-label={t("filters")} className="block">
      <SearchField key={address.q} address={address} />
      <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 py-2 [scrollbar-width:none]">
        {partsOf(address).length > 0 && (
          <li className="shrink-0">
            <Link
              href="/"
              aria-label={t("all")}
              className="flex size-12 items-center justify-center rounded-full text-accent hover:bg-sunken"
            >
              <X aria-hidden size={20} strokeWidth={1.75} />
            </Link>
          </li>
        )}
        {/* What is asked comes first: on a phone the others may be out of sight. */}
        {chips
          .toSorted((a, b) => Number(b.value !== undefined) - Number(a.value !== undefined))
          .map(({ part, ...chip }) => (
            <Chip key={part} name={t(part)} {...chip} onPress={() => setOpen(part)} />
          ))}
      </ul>
      {open === "day" && <DaySheet {...sheet} timeZone={timeZone} now={now} />}
      {open === "who" && <WhoSheet {...sheet} />}
      {open === "where" && <CameraSheet {...sheet} cameras={cameras} />}
      {open === "hours" && <HoursSheet {...sheet} />}
      {open === "how" && <OutcomeSheet {...sheet} />}
    </search>
  );
}

type Part = "day" | "who" | "where" | "hours" | "how";

/** What the chips say of the address; without a value where it asks nothing. */
function useChips(
  { person, category, camera, from, until, outcome, day }: TimelineAddress,
  names: FilterBarProps["names"],
  now: string,
): { part: Part; value: string | undefined; mark?: ReactNode }[] {
  const t = useTranslations("timeline");
  const { calendarDayWords, clockWords } = useTimeWords();
  const hasHours = from !== undefined && until !== undefined;
  return [
    {
      part: "day",
      value: day && calendarDayWords(day, now),
      mark: <CalendarDays aria-hidden size={16} strokeWidth={1.75} />,
    },
    {
      part: "who",
      value: person ? (names.person ?? t("somebody")) : category && t(`category.${category}`),
      mark: category && <CategoryMark category={category} />,
    },
    { part: "where", value: camera && (names.camera ?? t("aCamera")) },
    {
      part: "hours",
      value: hasHours
        ? t("fromTo", { from: clockWords(from * 60), until: clockWords(until * 60) })
        : undefined,
    },
    { part: "how", value: outcome && t(`outcome.${outcome}`) },
  ];
}

function Chip({
  name,
  value,
  mark,
  onPress,
}: {
  name: string;
  value: string | undefined;
  mark?: ReactNode;
  onPress: () => void;
}) {
  return (
    <li className="shrink-0">
      <button
        type="button"
        onClick={onPress}
        aria-haspopup="dialog"
        aria-label={value ? `${name}: ${value}` : name}
        className={classNames(
          "flex min-h-12 max-w-52 items-center gap-1.5 rounded-full px-4 text-small font-medium",
          value ? "bg-accent-soft text-ink ring-2 ring-accent ring-inset" : "bg-card shadow-card",
          "hover:bg-sunken",
        )}
      >
        {mark}
        <span className="truncate">{value ?? name}</span>
      </button>
    </li>
  );
}

/** Keeps the other parts of the address. */
function SearchField({ address }: { address: TimelineAddress }) {
  const t = useTranslations("timeline");
  const others = Object.entries({ ...address, q: undefined, before: undefined });
  return (
    <Form action="/" className="relative">
      {others.map(([key, value]) =>
        value === undefined ? null : <input key={key} type="hidden" name={key} value={value} />,
      )}
      <Search
        aria-hidden
        size={20}
        strokeWidth={1.75}
        className="pointer-events-none absolute top-3.5 left-4 text-muted"
      />
      <input
        type="search"
        name="q"
        defaultValue={address.q ?? ""}
        enterKeyHint="search"
        maxLength={80}
        autoComplete="off"
        aria-label={t("searchLabel")}
        placeholder={t("searchHint")}
        className="min-h-12 w-full rounded-full bg-card pr-14 pl-12 text-[16px] shadow-card placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
      />
      {address.q && (
        <Link
          href={`/${queryOf({ ...address, q: undefined, before: undefined })}`}
          aria-label={t("lift", { part: t("search") })}
          className="absolute top-0 right-0 flex size-12 items-center justify-center rounded-full hover:bg-sunken"
        >
          <X aria-hidden size={20} strokeWidth={1.75} />
        </Link>
      )}
    </Form>
  );
}
