import type { PersonCategory } from "#lib/identity/act.ts";

/** Where somebody stands on the page of people. */
export type Shelf = PersonCategory | "archived" | "hidden";

/** Who is hidden, or long unseen and without a name, stands apart from the others of the category. */
export function shelfOf({
  category,
  isArchived,
  isHidden,
}: {
  category: PersonCategory;
  isArchived: boolean;
  isHidden: boolean;
}): Shelf {
  if (isHidden) return "hidden";
  return isArchived ? "archived" : category;
}
