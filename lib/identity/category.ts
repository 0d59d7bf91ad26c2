/** Familiar: no alert. Watchlist: always an alert. Unknown: seen, but not labelled. */
export type PersonCategory = (typeof personCategories)[number];

export const personCategories = ["familiar", "watchlist", "unknown"] as const;
