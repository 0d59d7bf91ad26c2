import { below, type Random } from "#e2e/storm/random.ts";
import type { Row } from "./rows.ts";
import { CAMERAS, type SeedEvent } from "./visits.ts";

/** How events without a face end, one as often as another. */
const ENDS = [
  ...["nobody", "nobody", "too-dark", "too-small", "turned-away", "blurred", "animal"].map(
    (reason) => ["no_face", reason] as const,
  ),
  ["no_recording", "ring-kept-none"],
  ["camera_off", "outside-hours"],
  ["late", null],
  ["failed", "clip-truncated"],
] as const;

const MOTION_CLASSES = ["human", "human", "motion", "package_delivery", "vehicle"] as const;

export const cameraRow = (
  index: number,
  ids: { id: string; householdId: string; ringAccountId: string },
): Row => ({
  id: ids.id,
  household_id: ids.householdId,
  ring_account_id: ids.ringAccountId,
  device_id: `seed.device.${ids.id}`,
  name: CAMERAS[index]?.name,
  kind: CAMERAS[index]?.kind,
});

/** An event that came to its end, all its times within two seconds. */
export function eventRow(
  { atMs, isPress, visitors }: SeedEvent,
  ids: { id: string; householdId: string; cameraId: string; visitId: string },
  random: Random,
): Row {
  const end = ENDS[below(random, ENDS.length)] ?? ENDS[0];
  const [outcome, reason] = visitors.length > 0 ? (["recognised", null] as const) : end;
  const later = (ms: number) => new Date(atMs + ms).toISOString();
  return {
    id: ids.id,
    household_id: ids.householdId,
    camera_id: ids.cameraId,
    visit_id: ids.visitId,
    kind: isPress ? "button_press" : "motion",
    motion_class: isPress ? null : MOTION_CLASSES[below(random, MOTION_CLASSES.length)],
    occurred_at: later(0),
    received_at: later(500),
    heard_at: later(500),
    analysed_at: later(1_800),
    decided_at: later(2_000),
    outcome,
    outcome_reason: reason,
  };
}
