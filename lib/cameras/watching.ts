import { z } from "zod";
import { minutesOfDay } from "#messages/clock.ts";
import { type MotionClass, motionClasses } from "./types.ts";

/** Why an event is not looked at. */
export type CameraOffReason = "removed" | "disabled" | "outside-hours" | "class-ignored";

const rulesSchema = z.object({
  enabled: z.boolean(),
  /** Minutes after midnight on the household's clock; both null: always. */
  activeFrom: z.number().nullable(),
  activeUntil: z.number().nullable(),
  ignoredClasses: z.array(z.string()),
});

/** What the household has set about which events of a camera are looked at. */
export type WatchRules = z.infer<typeof rulesSchema>;

/** An entry of the audit about a camera: what the changed settings were before. */
const changeSchema = z.object({ before: z.record(z.string(), z.unknown()) });

/**
 * The rules that held at an earlier time.
 *
 * @param changes the audit's details of every change made since then, newest first
 */
export function rulesBefore(current: WatchRules, changes: readonly unknown[]): WatchRules {
  const befores = changes.map((change) => changeSchema.parse(change).before);
  return rulesSchema.parse(Object.assign({}, current, ...befores));
}

/**
 * Why an event is not looked at under the rules that hold at its own time; null when it is. A press is
 * of no motion class: only the switch and the hours hold for it.
 *
 * @param timeZone IANA name of the household's zone
 */
export function whyNotWatched(
  rules: WatchRules,
  event: { kind: "button_press" | "motion"; motionClass: string | null; occurredAt: Date },
  timeZone: string,
): Exclude<CameraOffReason, "removed"> | null {
  if (!rules.enabled) return "disabled";
  if (!isActiveAt(rules, event.occurredAt, timeZone)) return "outside-hours";
  const isIgnored =
    event.kind === "motion" && rules.ignoredClasses.includes(classOf(event.motionClass));
  return isIgnored ? "class-ignored" : null;
}

/** Whether the clock on the owner's wall shows a time within the hours. */
function isActiveAt({ activeFrom, activeUntil }: WatchRules, at: Date, timeZone: string): boolean {
  if (activeFrom === null || activeUntil === null) return true;
  const minute = minutesOfDay(at, timeZone);
  return activeFrom < activeUntil
    ? minute >= activeFrom && minute < activeUntil
    : minute >= activeFrom || minute < activeUntil;
}

/** Ring's history, and households that get no classes, tell of a plain motion without naming it. */
function classOf(motionClass: string | null): MotionClass {
  return motionClasses.find((known) => known === (motionClass ?? "motion")) ?? "unknown";
}
