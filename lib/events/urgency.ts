import type { EventKind, EventSource } from "./types.ts";

/** The priority of an event's jobs, lower first: presses, then motions, then what was found later. */
export function urgencyOf({ kind, source }: { kind: EventKind; source: EventSource }): number {
  if (source === "history") return 5;
  return kind === "button_press" ? -1 : 0;
}
