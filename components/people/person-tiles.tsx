import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { FetchProblem } from "#components/ui/fetch-problem.tsx";
import { useLongPress } from "#components/ui/use-long-press.ts";
import { useTimeWords } from "#components/ui/use-time-words.ts";
import type { PersonSummary } from "#lib/people/types.ts";
import { FacePicture } from "./face-picture.tsx";
import { PersonLink } from "./person-link.tsx";
import type { Choosing } from "./use-choosing.ts";
import { usePeopleWords } from "./use-people-words.ts";

/** A shelf's people, or the first of them. */
export type Shelved = {
  people: readonly PersonSummary[];
  /** On the shelf, of whom these may be a part. */
  count: number;
  now: string;
  onAll?: () => void;
  /** How it stands with the others, once they were asked for. */
  all?: { isLoading: boolean; error: Error | undefined };
  /** Absent where there is nothing to choose them for. */
  choosing?: Choosing;
};

/** The largest faces are of those seen most. */
function sizeFor(visitCount: number): number {
  if (visitCount < 3) return 72;
  return visitCount < 12 ? 84 : 96;
}

/** People as large faces; each leads to their page, or is chosen by a press while somebody chooses. */
export function PersonTiles({ people, count, now, onAll, all, choosing }: Shelved) {
  const t = useTranslations("people");
  const { dayWords } = useTimeWords();
  const { listedWords } = usePeopleWords();
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(104px,1fr))] gap-x-2 gap-y-4">
        {people.map((person) => {
          const { personId, visitCount, cropUrl, lastSeenAt } = person;
          const face = (
            <>
              <span className="flex h-24 items-center">
                <FacePicture src={cropUrl} sizePx={sizeFor(visitCount)} loading="lazy" />
              </span>
              <span className="w-full">
                <span className="line-clamp-2 font-semibold break-words">
                  {listedWords(person)}
                </span>
                <span className="block text-small text-muted">
                  {visitCount > 0 ? dayWords(lastSeenAt, now) : t("seen", { count: 0 })}
                </span>
              </span>
            </>
          );
          return (
            // Of hundreds only those in sight are drawn.
            <li
              key={personId}
              className="-m-1 p-1 [contain-intrinsic-size:auto_160px] [content-visibility:auto]"
            >
              {choosing?.chosen ? (
                <ChosenTile
                  isChosen={choosing.chosen.has(personId)}
                  onToggle={() => choosing.toggle(person)}
                >
                  {face}
                </ChosenTile>
              ) : (
                <LinkTile personId={personId} onLongPress={() => choosing?.toggle(person)}>
                  {face}
                </LinkTile>
              )}
            </li>
          );
        })}
      </ul>
      {people.length < count && (
        <Button className="mt-3 w-full" disabled={all?.isLoading} onClick={onAll}>
          {all?.isLoading ? t("picker.loading") : t("showAll", { count })}
        </Button>
      )}
      {all?.error && <FetchProblem error={all.error} />}
    </>
  );
}

const tileClasses =
  "flex h-full flex-col items-center gap-2 rounded-card p-2 text-center transition-colors hover:bg-sunken";

const LinkTile = ({
  personId,
  onLongPress,
  children,
}: {
  personId: string;
  onLongPress: () => void;
  children: ReactNode;
}) => (
  <PersonLink
    personId={personId}
    className={classNames(tileClasses, "select-none [-webkit-touch-callout:none]")}
    {...useLongPress(onLongPress)}
  >
    {children}
  </PersonLink>
);

const ChosenTile = ({
  isChosen,
  onToggle,
  children,
}: {
  isChosen: boolean;
  onToggle: () => void;
  children: ReactNode;
}) => (
  <label
    className={classNames(
      tileClasses,
      "relative cursor-pointer select-none has-checked:bg-accent-soft",
      "has-focus-visible:outline-2 has-focus-visible:outline-accent",
    )}
  >
    <input
      type="checkbox"
      className="absolute inset-0 z-20 cursor-pointer opacity-0"
      checked={isChosen}
      onChange={onToggle}
    />
    <span
      aria-hidden
      className={classNames(
        "absolute top-2 right-3 z-10 flex size-7 items-center justify-center rounded-full border-2",
        isChosen ? "border-accent bg-accent text-on-accent" : "border-muted bg-card",
      )}
    >
      {isChosen && <Check size={18} strokeWidth={2.5} />}
    </span>
    {children}
  </label>
);
