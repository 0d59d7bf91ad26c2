import type { Action } from "#components/ui/action-result.ts";
import type { Trial } from "#lib/alerts/trial.ts";
import type { AlertPlan, SnoozeTarget } from "#lib/alerts/types.ts";

/** The server actions on a member's alerts, given by the page. */
export type AlertActions = {
  tryPlan: Action<{ plan: AlertPlan }, Trial>;
  save: Action<{ plan: AlertPlan; revision: number }, { revision: number }>;
  startSnooze: Action<SnoozeTarget & { until: string }, { snoozeId: string }>;
  stopSnooze: Action<{ snoozeId: string }>;
};
