import { newKey } from "#components/ui/new-key.ts";
import type { AlertRule } from "#lib/alerts/types.ts";

/** A rule that holds at every camera and at any time. */
export const newRule = (more: Pick<AlertRule, "whom" | "how">): AlertRule => ({
  ruleId: newKey(),
  cameraIds: [],
  weekdays: [],
  hours: null,
  cooldownMinutes: 0,
  ...more,
});
