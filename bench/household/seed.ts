import pg from "pg";
import { randomFrom } from "#e2e/storm/random.ts";
import { hashPassword } from "#lib/infra/password.ts";
import type { ObjectStore } from "#lib/infra/storage.ts";
import { makeHistory, type Size } from "./history.ts";
import { idAt } from "./ids.ts";
import { pictureKey, storePictures } from "./pictures.ts";
import { insertRows } from "./rows.ts";

/** A household that has seen much: what the pages are measured with. */
export const LARGE: Size = { visits: 100_000, people: 2_000, faces: 200_000 };

export type SeedOrder = {
  readonly databaseUrl: string;
  readonly store: ObjectStore;
  readonly seed: number;
  readonly until: Date;
  readonly size: Size;
  /** Who signs in; their time zone is UTC. */
  readonly email: string;
  readonly password: string;
  readonly say: (line: string) => void;
};

/**
 * Makes a household with its owner, its cameras and a history of that size. All of it is there at the
 * end, or nothing.
 *
 * @returns the household's id
 */
export async function seedHousehold(order: SeedOrder): Promise<string> {
  const { databaseUrl, store, say, seed, until } = order;
  const random = randomFrom(~seed);
  const [householdId, accountId] = [idAt(until.getTime(), random), idAt(until.getTime(), random)];
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("begin");
    await addOwner(client, order, { householdId, accountId });
    const keyOf = (number: number) => pictureKey(householdId, number);
    const history = makeHistory({ ...order, householdId, accountId, pictureKey: keyOf });
    for (const [table, rows] of history) {
      say(`${rows.length.toLocaleString("en")} ${table.replaceAll("_", " ")} …`);
      await insertRows(client, table, rows);
    }
    await storePictures(householdId, store);
    await client.query("commit");
    say("telling Postgres how much there is …");
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
  return householdId;
}

async function addOwner(
  client: pg.Client,
  { email, password, until }: SeedOrder,
  { householdId, accountId }: { householdId: string; accountId: string },
): Promise<void> {
  const household_id = householdId;
  const account_id = accountId;
  await insertRows(client, "households", [{ id: household_id, name: "Large household" }]);
  await insertRows(client, "accounts", [
    {
      id: account_id,
      email,
      password_hash: await hashPassword(password),
      display_name: "Robin",
    },
  ]);
  await insertRows(client, "memberships", [
    { id: idAt(until.getTime(), randomFrom(0)), household_id, account_id, role: "owner" },
  ]);
}
