/** "Mon, 23 Nov, 17:42", in the reader's language and zone. */
export const MOMENT = {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
} as const;
