import type { System } from "#e2e/system.ts";
import type { HouseholdId } from "#lib/accounts/types.ts";
import { closeDb } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { pause } from "./measure.ts";

/** A camera in the words of a webhook. */
export type CameraAddress = { accountId: string; deviceId: string };

const CAMERAS_EACH = 2;
/** Linking makes two calls, and Ring (so the emulator) takes 100 a second. */
const LINK_PAUSE_MS = 20;
const SYNC_WITHIN_MS = 60_000;

/** Makes households of one member with a linked Ring account and two cameras each. */
export async function addHouseholds(system: System, count: number): Promise<CameraAddress[]> {
  Object.assign(process.env, system.env, { LOG_LEVEL: "silent" });
  forgetEnv();
  const cameras: CameraAddress[] = [];
  try {
    for (let index = 1; index <= count; index++)
      cameras.push(...(await addHousehold(system, index)));
  } finally {
    await closeDb();
  }
  const known = "select device_id from cameras where device_id = any($1)";
  const ids = cameras.map(({ deviceId }) => deviceId);
  await eventually(
    async () => (await system.sql(known, [ids])).length === ids.length,
    SYNC_WITHIN_MS,
  );
  return cameras;
}

async function addHousehold({ emulator, sql }: System, index: number): Promise<CameraAddress[]> {
  const devices = Array.from({ length: CAMERAS_EACH }, (_, number) => ({
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
     select gen_random_uuid(), $1, id, 'member' from accounts limit 1`,
    [row.id],
  );
  await linkRingAccount(row.id, account.code);
  await pause(LINK_PAUSE_MS);
  return account.devices.map(({ id }) => ({ accountId: account.id, deviceId: id }));
}
