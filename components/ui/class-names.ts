import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. Of two that set the same property neither wins by its place here: what is to give
 * way to others carries the variant `base:`.
 */
export const classNames = (...values: ClassValue[]): string => clsx(values);
