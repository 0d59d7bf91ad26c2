import { z } from "zod";
import { personCategories } from "./types.ts";

const named = z.object({ name: z.string().nullable() });
const categorised = z.object({ category: z.enum(personCategories) });

const categoryWords = {
  familiar: "Familiar",
  watchlist: "Watchlist",
  unknown: "Unknown",
} as const;

const plainSentences: Record<string, string> = {
  recognise: "First seen.",
  confirm: "You said that a face was theirs.",
  reject: "You said that a face was not theirs.",
  undo: "An answer about a face was taken back.",
};

/** An entry of the identity ledger as a sentence. */
export function historySentence(entry: { act: string; before: unknown; after: unknown }): string {
  const plain = plainSentences[entry.act];
  if (plain) return plain;
  if (entry.act === "name") {
    const before = named.parse(entry.before).name;
    const after = named.parse(entry.after).name;
    if (after === null) return `The name ${before} was taken away.`;
    return before === null ? `Named ${after}.` : `Renamed from ${before} to ${after}.`;
  }
  const { category } = categorised.parse(entry.after);
  return `Put among ${categoryWords[category]}.`;
}
