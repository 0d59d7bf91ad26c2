import { db } from "#lib/infra/db.ts";

const FORGOTTEN_AFTER_MS = 24 * 3600 * 1000;

/** Notes that a worker lives, and forgets those that have been gone for a day. */
export async function recordHeartbeat(beat: {
  workerId: string;
  seenAt: Date;
  rssBytes: number;
  models: { missing: string[]; error: string | null };
}): Promise<void> {
  const { workerId, seenAt, rssBytes, models } = beat;
  const state = {
    seenAt,
    rssBytes,
    missingModels: models.missing,
    modelsError: models.error,
  };
  await db().workerHeartbeat.upsert({
    where: { workerId },
    update: state,
    create: { workerId, ...state },
  });
  await db().workerHeartbeat.deleteMany({
    where: { seenAt: { lt: new Date(seenAt.getTime() - FORGOTTEN_AFTER_MS) } },
  });
}
