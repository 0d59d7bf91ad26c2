"use client";
import { Segmented } from "#components/ui/segmented.tsx";
import { type PersonCategory, personCategories } from "#lib/identity/category.ts";
import { CategoryMark } from "./category-mark.tsx";
import { usePeopleWords } from "./use-people-words.ts";

/** Chooses one of the three categories. */
export function CategorySwitch({
  value,
  onChange,
  label,
}: {
  value: PersonCategory;
  onChange: (category: PersonCategory) => void;
  label: string;
}) {
  const { categoryName } = usePeopleWords();
  return (
    <Segmented
      value={value}
      onChange={onChange}
      label={label}
      options={personCategories.map((category) => ({
        value: category,
        shown: (
          <>
            <CategoryMark category={category} />
            {categoryName(category)}
          </>
        ),
      }))}
    />
  );
}
