import { setTimeout as pause } from "node:timers/promises";
import type { System } from "#e2e/system.ts";
import type { HouseholdId } from "#lib/accounts/types.ts";
import { closeDb } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { eventually } from "#lib/testing/eventually.ts";

/** A camera in the words of a webhook. */
export type CameraAddress = { accountId: string; deviceId: string };

/** A household of one owner with a linked Ring account. */
export type LinkedHousehold = { id: HouseholdId; cameras: CameraAddress[] };

/** Linking makes two calls, and Ring (so the emulator) takes 100 a second. */
const LINK_PAUSE_MS = 20;
const SYNC_WITHIN_MS = 60_000;

/** Makes households of one owner with a linked Ring account and so many cameras each. */
export async function addHouseholds(
  system: System,
  count: number,
  camerasEach: number,
): Promise<LinkedHousehold[]> {
  Object.assign(process.env, system.env, { LOG_LEVEL: "silent" });
  forgetEnv();
  const households: LinkedHousehold[] = [];
  try {
    for (let index = 1; index <= count; index++)
      households.push(await addHousehold(system, index, camerasEach));
  } finally {
    await closeDb();
  }
  const known = "select device_id from cameras where device_id = any($1)";
  const ids = households.flatMap(({ cameras }) => cameras.map(({ deviceId }) => deviceId));
  await eventually(
    async () => (await system.sql(known, [ids])).length === ids.length,
    SYNC_WITHIN_MS,
  );
  return households;
}

async function addHousehold(
  { emulator, sql }: System,
  index: number,
  camerasEach: number,
): Promise<LinkedHousehold> {
  const devices = Array.from({ length: camerasEach }, (_, number) => ({
    name: `Camera ${index}-${number + 1}`,
    kind: "camera" as const,
  }));
  const account = await emulator.control.addAccount({ name: `Household ${index}`, devices });
  const [row] = await sql<{ id: HouseholdId }>(
    "insert into households (id, name) values (gen_random_uuid(), $1) returning id",
    [`Household ${index}`],
  );
  if (!row) throw new Error("The household was not stored.");
  await sql(
    `insert into memberships (id, household_id, account_id, role)
     select gen_random_uuid(), $1, id, 'owner' from accounts limit 1`,
    [row.id],
  );
  await linkRingAccount(row.id, account.code);
  await pause(LINK_PAUSE_MS);
  const cameras = account.devices.map(({ id }) => ({ accountId: account.id, deviceId: id }));
  return { id: row.id, cameras };
}

/** Gives a household's member one more device. @returns its endpoint at the push service */
export async function addPhone(
  { sql, push }: System,
  householdId: HouseholdId,
  device: string,
): Promise<string> {
  const { endpoint, p256dh, auth } = push.newSubscription();
  await sql(
    `insert into subscriptions (id, household_id, account_id, endpoint, p256dh, auth, device)
     select gen_random_uuid(), household_id, account_id, $1, $2, $3, $4
     from memberships where household_id = $5`,
    [endpoint, p256dh, auth, device, householdId],
  );
  return endpoint;
}
