"use client";
import { Check } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import useSWR from "swr";
import { CategoryMark } from "#components/people/category-mark.tsx";
import { FacePicture } from "#components/people/face-picture.tsx";
import { Button } from "#components/ui/button.tsx";
import { fetchJson } from "#components/ui/fetch-json.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import { queryOf } from "#lib/events/timeline/address.ts";
import type { TimelineAddress } from "#lib/events/timeline/types.ts";
import { eventOutcomes } from "#lib/events/types.ts";
import { personCategories } from "#lib/identity/category.ts";
import { isCalled } from "#lib/names/search.ts";
import type { NamedPerson } from "#lib/review/types.ts";

type SheetProps = { address: TimelineAddress; onClose: () => void };

/** Of more people some are found only by their name. */
const MOST_LISTED = 100;

/** Somebody by name, or everybody of a category. */
export function WhoSheet({ address, onClose }: SheetProps) {
  const t = useTranslations("timeline");
  const [sought, setSought] = useState("");
  const { data, error } = useSWR<NamedPerson[], Error>("/api/review/names", fetchJson);
  const people = (data ?? []).filter((person) => isCalled(person, sought)).slice(0, MOST_LISTED);
  const option = optionOf(address, { person: undefined, category: undefined }, onClose);
  return (
    <Sheet title={t("who")} onClose={onClose}>
      <ul>
        {option({}, t("anybody"))}
        {personCategories.map((category) =>
          option(
            { category },
            <>
              <CategoryMark category={category} />
              {t(`category.${category}`)}
            </>,
          ),
        )}
      </ul>
      <input
        type="search"
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        aria-label={t("byName")}
        placeholder={t("byName")}
        className="my-2 min-h-12 w-full rounded-xl border-2 border-line bg-card px-3 text-[16px]"
      />
      <ul>
        {people.map(({ personId, name, cropUrl }) =>
          option(
            { person: personId },
            <>
              <FacePicture src={cropUrl} sizePx={40} loading="lazy" />
              <span className="min-w-0 truncate">{name}</span>
            </>,
          ),
        )}
      </ul>
      {error && <FetchProblem error={error} />}
      {!data && !error && <Skeleton className="h-12" />}
      {data && people.length === 0 && <p className="px-2 text-muted">{t("nobodyNamed")}</p>}
    </Sheet>
  );
}

export function CameraSheet({
  address,
  onClose,
  cameras,
}: SheetProps & { cameras: { cameraId: string; name: string }[] }) {
  const t = useTranslations("timeline");
  const option = optionOf(address, { camera: undefined }, onClose);
  return (
    <Sheet title={t("where")} onClose={onClose}>
      <ul>
        {option({}, t("anywhere"))}
        {cameras.map(({ cameraId, name }) => option({ camera: cameraId }, name))}
      </ul>
    </Sheet>
  );
}

export function OutcomeSheet({ address, onClose }: SheetProps) {
  const t = useTranslations("timeline");
  const option = optionOf(address, { outcome: undefined }, onClose);
  return (
    <Sheet title={t("how")} onClose={onClose}>
      <ul>
        {option({}, t("anyhow"))}
        {eventOutcomes.map((outcome) => option({ outcome }, t(`outcome.${outcome}`)))}
      </ul>
    </Sheet>
  );
}

const partsOfTheDay = [
  { name: "morning", from: 6, until: 12 },
  { name: "afternoon", from: 12, until: 18 },
  { name: "evening", from: 18, until: 22 },
  { name: "night", from: 22, until: 6 },
] as const;

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

export function HoursSheet({ address, onClose }: SheetProps) {
  const t = useTranslations("timeline");
  const { clockWords } = useTimeWords();
  const option = optionOf(address, { from: undefined, until: undefined }, onClose);
  const others = Object.entries({ ...address, ...NO_HOURS });
  return (
    <Sheet title={t("hours")} onClose={onClose}>
      <ul>
        {option({}, t("anytime"))}
        {partsOfTheDay.map(({ name, from, until }) =>
          option(
            { from, until },
            <>
              {t(name)}
              <span className="text-small text-muted tabular-nums">
                {t("fromTo", { from: clockWords(from * 60), until: clockWords(until * 60) })}
              </span>
            </>,
          ),
        )}
      </ul>
      <Form action="/" onSubmit={onClose} className="mt-3 flex flex-wrap items-end gap-3 px-2">
        {others.map(([key, value]) =>
          value === undefined ? null : <input key={key} type="hidden" name={key} value={value} />,
        )}
        <HourField name="from" label={t("from")} hour={address.from ?? 22} />
        <HourField name="until" label={t("until")} hour={address.until ?? 6} />
        <Button type="submit" look="main" className="grow">
          {t("apply")}
        </Button>
      </Form>
    </Sheet>
  );
}

const NO_HOURS = { from: undefined, until: undefined, before: undefined };

function HourField({ name, label, hour }: { name: string; label: string; hour: number }) {
  const { clockWords } = useTimeWords();
  return (
    <label className="flex flex-col text-small text-muted">
      {label}
      <select
        name={name}
        defaultValue={hour}
        className="min-h-12 rounded-xl border-2 border-line bg-card px-3 text-[16px] text-ink tabular-nums"
      >
        {HOURS.map((each) => (
          <option key={each} value={each}>
            {clockWords(each * 60)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Rows of a sheet that each lead to the address with a part of it chosen. */
const optionOf =
  (address: TimelineAddress, nothing: TimelineAddress, onClose: () => void) =>
  (choice: TimelineAddress, shown: ReactNode) => {
    const href = `/${queryOf({ ...address, ...nothing, ...choice, before: undefined })}`;
    const isChosen = href === `/${queryOf({ ...address, before: undefined })}`;
    return (
      <li key={href}>
        <Link
          href={href}
          prefetch={false}
          onClick={onClose}
          aria-current={isChosen || undefined}
          className="flex min-h-12 items-center gap-3 rounded-lg px-2 hover:bg-sunken aria-[current]:font-semibold"
        >
          {shown}
          {isChosen && <Check aria-hidden size={20} strokeWidth={1.75} className="ml-auto" />}
        </Link>
      </li>
    );
  };
