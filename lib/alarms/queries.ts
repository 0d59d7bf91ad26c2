import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import type { OpenAlarm } from "./types.ts";

/** What the household's owner has to see to, the newest first. */
export async function openAlarms(actor: Actor): Promise<OpenAlarm[]> {
  const alarms = await db().alarm.findMany({
    where: { householdId: actor.householdId, clearedAt: null },
    orderBy: { raisedAt: "desc" },
  });
  return alarms.map(({ id, kind, raisedAt }) => ({
    alarmId: id,
    kind,
    raisedAt: raisedAt.toISOString(),
  }));
}
