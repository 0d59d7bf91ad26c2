import { useTranslations } from "next-intl";
import type { PersonCategory } from "#lib/identity/act.ts";

type Somebody = { name: string | null; visitCount: number };

/** What people and categories are called in the reader's language. */
export function usePeopleWords() {
  const t = useTranslations("people");
  const seenWords = (count: number) => t("seen", { count });
  return {
    categoryName: (category: PersonCategory) => t(`category.${category}`),
    /** What a category means for alerts. */
    categoryMeaning: (category: PersonCategory) => t(`meaning.${category}`),
    /** "Seen twice" */
    seenWords,
    /** "Anna"; on a list, for somebody without a name, how often they were seen. */
    listedWords: ({ name, visitCount }: Somebody) => name ?? seenWords(visitCount),
    /** "Anna"; for somebody without a name, how well we know them. */
    personWords: ({ name, visitCount }: Somebody) =>
      name ?? (visitCount > 1 ? seenWords(visitCount) : t("newcomer")),
  };
}
