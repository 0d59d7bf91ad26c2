"use client";
import { RadioGroup } from "radix-ui";
import { classNames } from "#components/ui/class-names.ts";
import { type PersonCategory, personCategories } from "#lib/people/types.ts";
import { CategoryMark } from "./category-mark.tsx";
import { categoryWords } from "./category-words.ts";

/** Chooses one of the three categories; arrow keys move between them. */
export const CategorySwitch = ({
  value,
  onChange,
  label,
}: {
  value: PersonCategory;
  onChange: (category: PersonCategory) => void;
  label: string;
}) => (
  <RadioGroup.Root
    value={value}
    onValueChange={(next) => onChange(next as PersonCategory)}
    aria-label={label}
    className="grid grid-cols-3 gap-1 rounded-xl bg-sunken p-1"
  >
    {personCategories.map((category) => (
      <RadioGroup.Item
        key={category}
        value={category}
        className={classNames(
          "flex min-h-12 items-center justify-center gap-1.5 rounded-[9px] px-1 text-small font-medium",
          "text-muted transition-colors hover:text-ink",
          "data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-card",
        )}
      >
        <CategoryMark category={category} />
        {categoryWords[category].name}
      </RadioGroup.Item>
    ))}
  </RadioGroup.Root>
);
