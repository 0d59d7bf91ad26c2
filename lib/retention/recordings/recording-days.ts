/** What a household may choose from, in days; the operator may allow less. */
export const RECORDING_DAYS = [3, 7, 14, 30, 60, 90] as const;
