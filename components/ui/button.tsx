import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

const looks = {
  main: "bg-accent text-on-accent hover:opacity-90",
  soft: "bg-sunken text-ink hover:bg-line",
  plain: "base:text-ink base:hover:bg-sunken",
};

/** The classes of a button, for links that look like one. */
export const buttonClasses = (look: keyof typeof looks = "soft", extra?: string) =>
  classNames(
    "inline-flex min-h-12 max-w-full shrink-0 items-center justify-center gap-2 rounded-xl base:px-4",
    "font-medium wrap-anywhere",
    "transition-[background-color,opacity] disabled:opacity-50",
    looks[look],
    extra,
  );

/** A button of at least 48 px. */
export function Button({
  look = "soft",
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & { look?: keyof typeof looks }) {
  return <button type={type} className={buttonClasses(look, className)} {...rest} />;
}
