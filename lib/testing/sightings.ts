import { DEFAULT_PLAN } from "#lib/alerts/default-plan.ts";
import type { Wishes } from "#lib/alerts/policy.ts";
import type { VisitKnowledge, Visitor } from "#lib/alerts/sightings.ts";
import type { AlertRule } from "#lib/alerts/types.ts";

export const FRONT = "front";

/** A Monday afternoon. */
export const MONDAY = new Date("2026-11-23T14:00:00Z");

/** Somebody of that category at the front door. */
export const visitor = (category: Visitor["category"], more: Partial<Visitor> = {}): Visitor => ({
  personId: `${category} ${more.name ?? ""}`,
  name: null,
  category,
  probably: null,
  seenBefore: 0,
  cameraIds: [FRONT],
  ...more,
});

/** A visit at the front door on Monday whose recording was looked at. */
export const visit = (more: Partial<VisitKnowledge>): VisitKnowledge => ({
  cameraId: FRONT,
  at: MONDAY,
  visitors: [],
  sawHidden: false,
  pressed: false,
  sight: "looked",
  late: false,
  cameraOff: false,
  ...more,
});

let rules = 0;

/** About anybody, everywhere and always, unless said otherwise. */
export const rule = (how: AlertRule["how"], more: Partial<AlertRule> = {}): AlertRule => ({
  ruleId: `rule ${String(++rules).padStart(6, "0")}`,
  whom: { kind: "anybody" },
  cameraIds: [],
  weekdays: [],
  hours: null,
  how,
  cooldownMinutes: 0,
  ...more,
});

/** What a member has set who has nothing but these rules. */
export const wishes = (own: AlertRule[], more: Partial<Wishes> = {}): Wishes => ({
  plan: { ...DEFAULT_PLAN, rules: own },
  snoozes: [],
  alerts: [],
  timeZone: "UTC",
  ...more,
});
