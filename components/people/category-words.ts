import type { PersonCategory } from "#lib/identity/act.ts";

/** What a category is called, and what it means for alerts. */
export const categoryWords: Record<PersonCategory, { name: string; meaning: string }> = {
  familiar: { name: "Familiar", meaning: "Belongs here. You are not alerted." },
  watchlist: { name: "Watchlist", meaning: "You are always alerted." },
  unknown: { name: "Unknown", meaning: "Not sorted yet. You are alerted." },
};

/** "once", "twice", "5 times" */
export function timesWords(count: number): string {
  if (count === 1) return "once";
  return count === 2 ? "twice" : `${count} times`;
}

/** "Anna"; on a list, for somebody without a name, how often they were seen. */
export const listedWords = (person: { name: string | null; visitCount: number }): string =>
  person.name ?? `Seen ${timesWords(person.visitCount)}`;

/** "Anna"; for somebody without a name, how well we know them. */
export function personWords(person: { name: string | null; visitCount: number }): string {
  if (person.name) return person.name;
  return person.visitCount > 1 ? `Seen ${timesWords(person.visitCount)}` : "Somebody new";
}
