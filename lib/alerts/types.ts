import type { ActiveHours } from "#lib/cameras/types.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import type { Reason } from "./reasons.ts";

/** How somebody is told of: with a sound, without one, once a day with others, not at all. */
export const hows = ["aloud", "quietly", "digest", "never"] as const;

export type How = (typeof hows)[number];

/** "anybody" is everybody who was seen, "nobody" a movement or a ring without a face. */
export type Whom =
  | { kind: "person"; personId: string }
  | { kind: "category"; category: PersonCategory }
  | { kind: "anybody" }
  | { kind: "nobody" };

/** One sentence of what a member wants to hear. Hours and weekdays are those of the household's zone. */
export type AlertRule = {
  ruleId: string;
  whom: Whom;
  /** Empty: every camera. */
  cameraIds: string[];
  /** 1 Monday to 7 Sunday, of the day on which the hours begin; empty: every day. */
  weekdays: number[];
  /** Null: at any hour. */
  hours: ActiveHours | null;
  how: How;
  /** So long after an alert by this rule it makes no other, 0..1440. */
  cooldownMinutes: number;
};

/** All that a member has set for good. */
export type AlertPlan = {
  /** In any order: lib/alerts/ruling.ts says which one decides. */
  rules: AlertRule[];
  /** When nothing but the Watchlist makes a sound; null: never. */
  quietHours: ActiveHours | null;
  /** Minutes after midnight in the household's zone, 0..1439. */
  digestAt: number;
};

export type SnoozeTarget = { personId: string } | { cameraId: string } | { all: true };

/** Silence for a while. */
export type Snooze = { target: SnoozeTarget; until: Date };

/** What decided in place of Kith's own defaults, as it was set then. */
export type Because =
  | { rule: AlertRule }
  | { snooze: { target: SnoozeTarget; until: string } }
  | { quietHours: ActiveHours };

/** A member's plan as it holds today, and how often it was changed. */
export type StoredPlan = { plan: AlertPlan; revision: number };

/** What held before a change; `changedAt` in ISO 8601. */
export type EarlierPlan = { plan: AlertPlan; changedAt: string };

export type AlertSettingsSummary = StoredPlan & {
  /** `until` in ISO 8601. */
  snoozes: { snoozeId: string; target: SnoozeTarget; until: string }[];
};

/** What the words of rules name, by name. */
export type AlertNames = {
  cameras: { id: string; name: string }[];
  /** By name, then those without one, who came most first. */
  people: RulePerson[];
};

/** Somebody whom a rule can be about. */
export type RulePerson = {
  id: string;
  /** Null while nobody has named them: then picture and visits say who it is. */
  name: string | null;
  cropUrl: string | null;
  visitCount: number;
  /** False for who is to be forgotten. */
  isListed: boolean;
};

/** Something that a member was not told of, and why. */
export type UnsentEntry = {
  decisionId: string;
  eventId: string;
  /** What the message would have said. */
  title: string;
  cameraName: string;
  /** ISO 8601, of the event. */
  at: string;
  reason: Reason;
  because: Because | null;
  /** When a digest told of it, ISO 8601; null while none did. */
  digestSentAt: string | null;
};

/** What of a member's own wishes decided about a visit. */
export type OwnCauses = {
  byDecision: Record<string, Because>;
  /** Whom and what the wishes speak of. */
  names: AlertNames;
};

export type UnsentPage = { entries: UnsentEntry[]; hasMore: boolean };
