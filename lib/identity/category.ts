/** Familiar: no alert. Watchlist: always an alert. Unknown: seen, but not labelled. */
export type PersonCategory = (typeof personCategories)[number];

/** Whether the household has said who somebody is: by a name or a category. */
export const isRegisteredPerson = ({
  name,
  category,
}: {
  name: string | null;
  category: PersonCategory;
}): boolean => name !== null || category !== "unknown";

export const personCategories = ["familiar", "watchlist", "unknown"] as const;
