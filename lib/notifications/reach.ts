/** When something happened to a device; null: never. */
export type DeviceTimes = {
  goneAt: Date | null;
  /** When its push service took the first message that no receipt has followed. */
  awaitingSince: Date | null;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
};

/**
 * - untried: nothing was sent to it yet.
 * - reachable: its push service took the last message, and the device shows what is sent to it.
 * - doubtful: the last message failed, or it has long shown none of those that were taken for it.
 * - gone: its push service knows the address no more.
 */
export type Reach = "untried" | "reachable" | "doubtful" | "gone";

/** A device may be off for a night and a day. */
const SILENT_AFTER_MS = 24 * 3_600_000;

/** Whether a device has long shown none of the messages that its push service took for it. */
export const isSilent = ({ awaitingSince }: Pick<DeviceTimes, "awaitingSince">, now: Date) =>
  awaitingSince !== null && now.getTime() - awaitingSince.getTime() > SILENT_AFTER_MS;

/** Whether nothing is to be hoped of a device until somebody takes it in hand. */
export const isLost = (device: Pick<DeviceTimes, "goneAt" | "awaitingSince">, now: Date) =>
  device.goneAt !== null || isSilent(device, now);

export function reachOf(device: DeviceTimes, now: Date): Reach {
  if (device.goneAt) return "gone";
  const { lastSuccessAt, lastFailureAt } = device;
  const hasFailed = lastFailureAt !== null && (!lastSuccessAt || lastFailureAt > lastSuccessAt);
  if (hasFailed || isSilent(device, now)) return "doubtful";
  return lastSuccessAt ? "reachable" : "untried";
}
