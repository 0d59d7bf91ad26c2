/** Acts of a person's history that are told at a time. */
export const HISTORY_STRETCH = 200;
