import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { FacePicture } from "./face-picture.tsx";
import { lastMoment } from "./last-moment.ts";
import { PersonLink } from "./person-link.tsx";
import { usePeopleWords } from "./use-people-words.ts";

const SOON_MS = 7 * 86_400_000;

/** Whose category is over, and whose will be within a week; the first to end first. */
export function EndingCard({ people, now }: { people: readonly PersonSummary[]; now: string }) {
  const t = useTranslations("people.ending");
  const ending = people
    .filter((person) => isEnding(person, Date.parse(now)))
    .toSorted((a, b) => (a.categoryUntil ?? "").localeCompare(b.categoryUntil ?? ""));
  if (ending.length === 0) return null;
  return (
    <Card title={t("title")}>
      <ul className="-mx-2">
        {ending.map((person) => (
          <li key={person.personId}>
            <EndingPerson person={person} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const isEnding = ({ categoryUntil, endedCategory, category }: PersonSummary, nowMs: number) =>
  categoryUntil !== null &&
  (endedCategory !== null ||
    (category !== "unknown" && Date.parse(categoryUntil) - nowMs < SOON_MS));

function EndingPerson({ person }: { person: PersonSummary }) {
  const t = useTranslations("people.ending");
  const { listedWords, categoryName } = usePeopleWords();
  const { dateWords } = useTimeWords();
  const { personId, cropUrl, category, endedCategory, categoryUntil, note } = person;
  const date = categoryUntil ? dateWords(lastMoment(categoryUntil)) : "";
  return (
    <PersonLink
      personId={personId}
      className="flex min-h-14 items-center gap-3 rounded-lg px-2 py-1 hover:bg-sunken"
    >
      <FacePicture src={cropUrl} sizePx={40} />
      <span className="min-w-0 wrap-anywhere">
        <span className="block font-medium">{listedWords(person)}</span>
        <span className="block text-small text-muted">
          {endedCategory
            ? t("over", { category: categoryName(endedCategory), date })
            : t("until", { category: categoryName(category), date })}
          {note && ` · ${note}`}
        </span>
      </span>
    </PersonLink>
  );
}
