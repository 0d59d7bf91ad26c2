import { NotYetError } from "#lib/errors.ts";
import { StorageUnavailableError } from "#lib/infra/storage/object-store.ts";

/** How long a job waits for a full disk or a store that does not answer. */
const STORAGE_RETRY_MS = 30_000;
const FULL = new Set(["ENOSPC", "EDQUOT"]);

/**
 * A full disk and an unreachable object store are nobody's fault and may last: the job waits for them
 * without spending attempts, so that no event is lost to them. Any other error comes back as it is.
 */
export function patientWith(error: unknown, now: Date): unknown {
  if (!(error instanceof Error) || !(error instanceof StorageUnavailableError || isFull(error)))
    return error;
  const retryAt = new Date(now.getTime() + STORAGE_RETRY_MS);
  return new NotYetError(retryAt, error.message, { cause: error });
}

const isFull = (error: Error) => "code" in error && FULL.has(String(error.code));
