import type { SubscriptionSummary } from "#lib/notifications/types.ts";

/** How far a test has come: asked for, taken by the push service, shown by the device; or failed. */
export type TestPhase = "sending" | "taken" | "shown" | "failed";

type Noted = Pick<SubscriptionSummary, "lastSuccessAt" | "lastReceiptAt" | "lastFailureAt">;

/** Read off what the device has noted since the test was asked for. Times are ISO 8601. */
export function testPhase(device: Noted, askedAt: string): TestPhase {
  const isSince = (at: string | null) => at !== null && at >= askedAt;
  if (isSince(device.lastReceiptAt)) return "shown";
  if (isSince(device.lastFailureAt)) return "failed";
  return isSince(device.lastSuccessAt) ? "taken" : "sending";
}
