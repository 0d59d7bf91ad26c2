"use client";
import { type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

/** Chooses one of a few, side by side; arrow keys move between them. */
export function Segmented<Value extends string>({
  value,
  options,
  label,
  onChange,
}: {
  value: Value;
  options: readonly { value: Value; shown: ReactNode }[];
  label: string;
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="grid auto-cols-fr grid-flow-col gap-1 rounded-xl bg-sunken p-1"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "relative flex min-h-12 items-center justify-center gap-1.5 rounded-[9px] px-1 text-small font-medium",
            "text-muted transition-colors hover:text-ink",
            "has-checked:bg-raised has-checked:text-ink has-checked:shadow-card",
            "has-focus-visible:outline-2 has-focus-visible:outline-accent",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.shown}
        </label>
      ))}
    </div>
  );
}
