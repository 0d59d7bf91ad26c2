import type { AlertRule } from "#lib/alerts/types.ts";

/** A rule that holds at every camera and at any time. */
export const newRule = (more: Pick<AlertRule, "whom" | "how">): AlertRule => ({
  ruleId: randomId(),
  cameraIds: [],
  weekdays: [],
  hours: null,
  cooldownMinutes: 0,
  ...more,
});

/** A UUID; browsers have a function for it on encrypted pages alone. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...parts, `8${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}
