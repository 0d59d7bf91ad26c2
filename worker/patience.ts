import { NotYetError, PermanentError } from "#lib/errors.ts";
import { isDatabaseBusy } from "#lib/infra/patience.ts";
import { RingUnreachableError } from "#lib/infra/ring-client/refusals.ts";
import { StorageUnavailableError } from "#lib/infra/storage/object-store.ts";

/**
 * How long an event waits for Ring: as long as Ring itself keeps a webhook for us that it could not
 * deliver. Its recording lasts longer; news of three days ago is worth less.
 */
export const RING_PATIENCE_MS = 72 * 3_600_000;
const RING_PAUSE_MS = { min: 2_000, max: 300_000 };
/** Of the time waited already, our own queue's included: one lost connection costs little in a rush. */
const PAUSE_SHARE = 0.1;

/**
 * Ring being unreachable or wanting a pause says nothing about an event: what is made of it waits
 * without spending attempts, a tenth as long as it has waited already, at most five minutes. Any other
 * error comes back as it is.
 *
 * @param since when we heard of the event
 * @param random in [0, 1)
 * @returns PermanentError "ring-unreachable" at the end of the patience
 */
export function patientWithRing(error: unknown, since: Date, now: Date, random: number): unknown {
  const isUnreachable = error instanceof RingUnreachableError;
  if (!isUnreachable && !(error instanceof NotYetError)) return error;
  const waitedMs = now.getTime() - since.getTime();
  if (waitedMs > RING_PATIENCE_MS)
    return new PermanentError("ring-unreachable", error.message, { cause: error });
  if (!isUnreachable) return error;
  const { min, max } = RING_PAUSE_MS;
  const pauseMs = Math.min(Math.max(waitedMs * PAUSE_SHARE, min), max) * (0.5 + random);
  return new NotYetError(new Date(now.getTime() + pauseMs), error.message, { cause: error });
}

/** How long a job waits for a full disk or a store that does not answer, and for a busy database. */
const STORAGE_RETRY_MS = 30_000;
const DATABASE_RETRY_MS = 5_000;
const FULL = new Set(["ENOSPC", "EDQUOT"]);

/**
 * A full disk, an unreachable object store and a database in which others hold what is needed are
 * nobody's fault and may last: the job waits for them without spending attempts, so that no event is
 * lost to them. Any other error comes back as it is.
 */
export function patientWith(error: unknown, now: Date): unknown {
  if (!(error instanceof Error)) return error;
  const retryMs = pauseMs(error);
  if (retryMs === null) return error;
  return new NotYetError(new Date(now.getTime() + retryMs), error.message, { cause: error });
}

function pauseMs(error: Error): number | null {
  if (isDatabaseBusy(error)) return DATABASE_RETRY_MS;
  return error instanceof StorageUnavailableError || isFull(error) ? STORAGE_RETRY_MS : null;
}

const isFull = (error: Error) => "code" in error && FULL.has(String(error.code));
