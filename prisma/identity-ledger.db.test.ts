import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { entryOf } from "#lib/identity/queries.ts";
import { identityState } from "#lib/identity/state.ts";
import { createDatabase } from "#lib/testing/database.ts";

const MIGRATIONS = new URL("migrations/", import.meta.url);
const OURS = "20261123121107_identity_ledger";

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await createDatabase({ empty: true });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Applies the migrations of these names, in order. */
async function migrate(wanted: (name: string) => boolean): Promise<void> {
  const names = (await readdir(MIGRATIONS)).filter((name) => /^\d/.test(name) && wanted(name));
  for (const name of names.sort())
    await client.query(await readFile(new URL(`${name}/migration.sql`, MIGRATIONS), "utf8"));
}

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const [HOUSEHOLD, ANNA, NEWCOMER, OTHER] = [id(1), id(2), id(3), id(4)];
/** Asked about Anna each, and answered: yes; no; yes and taken back; not at all. */
const [YES, NO, BACK, OPEN] = [id(11), id(12), id(13), id(14)];

const asked = { personId: NEWCOMER, suggestedPersonId: ANNA, match: "ask" };
const confirmed = { personId: ANNA, suggestedPersonId: null, match: "named" };
const rejected = { personId: NEWCOMER, suggestedPersonId: null, match: "unknown" };

async function earlierLedger(): Promise<void> {
  await client.query(`
    insert into households (id, name) values ('${HOUSEHOLD}', 'Home');
    insert into ring_accounts (id, household_id, ring_account_id) values ('${id(5)}', '${HOUSEHOLD}', 'r');
    insert into cameras (id, household_id, ring_account_id, device_id, name)
      values ('${id(6)}', '${HOUSEHOLD}', '${id(5)}', 'd', 'Front door');
    insert into visits (id, household_id, started_at, ended_at) values ('${id(7)}', '${HOUSEHOLD}', now(), now());
    insert into events (id, household_id, camera_id, visit_id, kind, occurred_at, received_at)
      values ('${id(8)}', '${HOUSEHOLD}', '${id(6)}', '${id(7)}', 'motion', now(), now());
    insert into people (id, household_id, name, category)
      values ('${ANNA}', '${HOUSEHOLD}', 'Anna', 'familiar'),
        ('${NEWCOMER}', '${HOUSEHOLD}', null, 'unknown'), ('${OTHER}', '${HOUSEHOLD}', null, 'unknown');`);
  const places = { [YES]: confirmed, [NO]: rejected, [BACK]: asked, [OPEN]: asked };
  for (const [faceId, place] of Object.entries(places))
    await client.query(
      `insert into faces (id, household_id, event_id, person_id, match, suggested_person_id, crop_key,
         aligned_key, at_ms, box, track, quality, height_px, angle, detection_score)
       values ($1, $2, $3, $4, $5, $6, 'c', 'a', 0, '{}', '[]', 0.5, 90, 'front', 0.9)`,
      [faceId, HOUSEHOLD, id(8), place.personId, place.match, place.suggestedPersonId],
    );
  let minute = 0;
  const entry = (act: string, before: object, after: object, personId = ANNA) =>
    client.query(
      `insert into identity_entries (id, household_id, person_id, act, before, after, at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6)`,
      [HOUSEHOLD, personId, act, before, after, new Date(Date.UTC(2026, 0, 1, 0, minute++))],
    );
  await entry("recognise", {}, { category: "unknown" }, NEWCOMER);
  await entry("name", { name: null }, { name: "Anna" });
  await entry("categorise", { category: "unknown" }, { category: "familiar" });
  await entry("confirm", { faceId: YES, ...asked }, { faceId: YES, ...confirmed });
  await entry("reject", { faceId: NO, ...asked }, { faceId: NO, ...rejected });
  for (const _ of [1, 2]) {
    await entry("confirm", { faceId: BACK, ...asked }, { faceId: BACK, ...confirmed });
    await entry("undo", { faceId: BACK, ...confirmed }, { faceId: BACK, ...asked });
  }
}

it("the ledger says of what was there before it what the columns say", async () => {
  await migrate((name) => name < OURS);
  await earlierLedger();
  await migrate((name) => name >= OURS);
  const { rows } = await client.query(
    `select id, account_id as "accountId", at, act, face_ids as "faceIds", detail,
       undoes_id as "undoesId" from identity_entries order by sequence`,
  );
  const { people, faces } = identityState(rows.map(entryOf));
  expect(people.get(ANNA)).toMatchObject({ name: "Anna", category: "familiar" });
  const now = await client.query(
    `select f.id, f.person_id, f.match, f.suggested_person_id, f.is_confirmed,
       array_remove(array_agg(r.person_id), null) as rejected
     from faces f left join face_rejections r on r.face_id = f.id group by f.id order by f.id`,
  );
  const said = [YES, NO, BACK, OPEN].map((faceId) => {
    const face = faces.get(faceId);
    return {
      id: faceId,
      person_id: face?.personId,
      match: face?.match,
      suggested_person_id: face?.suggestedPersonId,
      is_confirmed: face?.isConfirmed,
      rejected: [...(face?.rejected ?? [])],
    };
  });
  expect(now.rows).toEqual(said);
  expect(said.map(({ person_id }) => person_id)).toEqual([ANNA, NEWCOMER, NEWCOMER, NEWCOMER]);
  expect(said[1]).toMatchObject({ match: "unknown", rejected: [ANNA] });
});
