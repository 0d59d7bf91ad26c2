import type { AlertPlan } from "./types.ts";

/** A member who has set nothing is told by Kith's own defaults alone. */
export const DEFAULT_PLAN: AlertPlan = { rules: [], quietHours: null, digestAt: 20 * 60 };
