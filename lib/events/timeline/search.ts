/** Without case and accents, so that "jose" finds José. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a text, folded. */
export const wordsOf = (text: string): string[] => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether any word of the text begins so. @param word as `wordsOf` gives it */
export const says = (text: string, word: string): boolean =>
  wordsOf(text).some((each) => each.startsWith(word));
