/** Longest note beside a category, in letters. */
export const MAX_NOTE_LENGTH = 280;
