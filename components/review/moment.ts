/** A day and the clock, without seconds: for `useFormatter`. */
export const MOMENT = {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
