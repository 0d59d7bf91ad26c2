/** Longest name of a person, camera, device or household, in letters. */
export const MAX_NAME_LENGTH = 60;
