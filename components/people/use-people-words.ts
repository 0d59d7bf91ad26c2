import { useTranslations } from "next-intl";
import type { PersonCategory } from "#lib/identity/act.ts";

type Somebody = { name: string | null; visitCount: number; hasMore?: boolean };

/** What people and categories are called in the reader's language. */
export function usePeopleWords() {
  const t = useTranslations("people");
  const seenWords = ({ visitCount: count, hasMore = false }: Omit<Somebody, "name">) =>
    t(hasMore ? "seenOften" : "seen", { count });
  return {
    categoryName: (category: PersonCategory) => t(`category.${category}`),
    /** What a category means for alerts. */
    categoryMeaning: (category: PersonCategory) => t(`meaning.${category}`),
    /** "Seen twice" */
    seenWords,
    /** "Anna"; on a list, for somebody without a name, how often they were seen. */
    listedWords: (person: Somebody) => person.name ?? seenWords(person),
    /** "Anna"; for somebody without a name, how well we know them. */
    personWords: (person: Somebody) =>
      person.name ?? (person.visitCount > 1 ? seenWords(person) : t("newcomer")),
  };
}
