"use client";
import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** Chooses one of a few, side by side; arrow keys move between them. */
export const Segmented = <Value extends string>({
  value,
  options,
  label,
  onChange,
}: {
  value: Value;
  options: readonly { value: Value; shown: ReactNode }[];
  label: string;
  onChange: (value: Value) => void;
}) => (
  <RadioGroup.Root
    value={value}
    onValueChange={(next) => onChange(next as Value)}
    aria-label={label}
    className="grid auto-cols-fr grid-flow-col gap-1 rounded-xl bg-sunken p-1"
  >
    {options.map((option) => (
      <RadioGroup.Item
        key={option.value}
        value={option.value}
        className={classNames(
          "flex min-h-12 items-center justify-center gap-1.5 rounded-[9px] px-1 text-small font-medium",
          "text-muted transition-colors hover:text-ink",
          "data-[state=checked]:bg-raised data-[state=checked]:text-ink data-[state=checked]:shadow-card",
        )}
      >
        {option.shown}
      </RadioGroup.Item>
    ))}
  </RadioGroup.Root>
);
