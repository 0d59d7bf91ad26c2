/** An end is a midnight: the day before it is the last one on which a category counts. */
export const lastMoment = (categoryUntil: string): Date => new Date(Date.parse(categoryUntil) - 1);
