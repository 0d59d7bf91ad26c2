import { folded } from "#lib/names/search.ts";

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether any word of the text begins so. @param word as `wordsOf` gives it */
export const says = (text: string, word: string): boolean =>
  wordsOf(text).some((each) => each.startsWith(word));
