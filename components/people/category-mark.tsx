import { Check, Flag } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { usePeopleWords } from "./use-people-words.ts";

const shapes: Record<PersonCategory, string> = {
  familiar: "rounded-full bg-familiar",
  watchlist: "rounded-[5px] bg-watchlist",
  unknown: "rounded-[5px] rotate-45 scale-[0.86] bg-unknown",
};

const QuestionMark = () => <span className="-rotate-45 text-[13px] leading-none font-bold">?</span>;

/** A category as a shape, a sign and a colour: circle with check, square with flag, diamond with "?". */
export const CategoryMark = ({
  category,
  className,
}: {
  category: PersonCategory;
  className?: string;
}) => (
  <span
    role="img"
    aria-label={usePeopleWords().categoryName(category)}
    className={classNames(
      "inline-flex size-5 shrink-0 items-center justify-center text-on-mark",
      shapes[category],
      className,
    )}
  >
    {category === "familiar" && <Check aria-hidden size={14} strokeWidth={3} />}
    {category === "watchlist" && (
      <Flag aria-hidden size={12} strokeWidth={2.75} fill="currentColor" />
    )}
    {category === "unknown" && <QuestionMark />}
  </span>
);

const dots: Record<PersonCategory, string> = {
  familiar: "rounded-full bg-familiar",
  watchlist: "rounded-[2px] bg-watchlist",
  unknown: "rounded-[2px] rotate-45 scale-90 bg-unknown",
};

/** The same shapes as a dot without a sign, for plots; decorative. */
export const categoryDot = (category: PersonCategory | null) =>
  category === null ? "rounded-full border-2 border-muted bg-card" : dots[category];
