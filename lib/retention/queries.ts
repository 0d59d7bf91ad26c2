import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import type { Kept } from "./types.ts";

/** For how many days a household keeps recordings that has chosen so: never longer than the operator allows. */
export const daysKept = (chosen: number | null): number =>
  Math.min(chosen ?? env().RECORDING_DAYS, env().RECORDING_DAYS);

/** How long the actor's household keeps what. */
export async function keptFor({ householdId: id }: Actor): Promise<Kept> {
  const { recordingDays } = await db().household.findUniqueOrThrow({ where: { id } });
  return {
    recordings: daysKept(recordingDays),
    mostRecordings: daysKept(null),
    strangers: env().UNREGISTERED_TRIM_DAYS,
    records: env().RECORD_DAYS,
  };
}
