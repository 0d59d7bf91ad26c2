"use client";
import { Segmented } from "#components/ui/segmented.tsx";
import { type PersonCategory, personCategories } from "#lib/identity/act.ts";
import { CategoryMark } from "./category-mark.tsx";
import { categoryWords } from "./category-words.ts";

/** Chooses one of the three categories. */
export const CategorySwitch = ({
  value,
  onChange,
  label,
}: {
  value: PersonCategory;
  onChange: (category: PersonCategory) => void;
  label: string;
}) => (
  <Segmented
    value={value}
    onChange={onChange}
    label={label}
    options={personCategories.map((category) => ({
      value: category,
      shown: (
        <>
          <CategoryMark category={category} />
          {categoryWords[category].name}
        </>
      ),
    }))}
  />
);
