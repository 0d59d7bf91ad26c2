import type { System } from "#e2e/system.ts";
import { eventually } from "#lib/testing/eventually.ts";

const MINUTE_MS = 60_000;

/** Who else comes today, in minutes before now. Nobody has named Mei or Chidi. */
const VISITORS = [
  { device: "Front door", media: "chidi-parcel", minutesAgo: 65, known: null },
  { device: "Garden gate", media: "mei-day", minutesAgo: 130, known: null },
  { device: "Front door", media: "bert-day", minutesAgo: 250, known: ["Bert", "watchlist"] },
] as const;

/** All visits happen once more so many minutes before: some each day, at different hours. */
const EARLIER = [170, 425, 1_330, 1_700, 2_890, 3_160, 4_450, 5_900, 7_410, 8_520, 10_100, 11_600];

/** Of Anna's faces Kith is not sure. */
const ASKED = 4;

/**
 * Fills pages as two weeks do: the visit of Anna and Emil gets company, and everything happened before.
 *
 * @param visitId of Anna and Emil at the front door, and of Anna alone at the gate
 */
export async function haveNeighbours(system: System, visitId: string): Promise<void> {
  await nameAnnaAndEmil(system, visitId);
  for (const visitor of VISITORS) await receive(system, visitor);
  await haveLived(system);
  await askAboutAnna(system);
}

async function nameAnnaAndEmil({ sql }: System, visitId: string): Promise<void> {
  await sql(
    `update people p set category = 'familiar', name = case when exists (
       select 1 from faces f join events e on e.id = f.event_id join cameras c on c.id = e.camera_id
       where f.person_id = p.id and e.visit_id = $1 and c.name = 'Garden gate'
     ) then 'Anna' else 'Emil' end
     where exists (select 1 from faces f join events e on e.id = f.event_id
       where f.person_id = p.id and e.visit_id = $1)`,
    [visitId],
  );
}

async function receive(
  { sql, emulator }: System,
  { device, media, minutesAgo, known }: (typeof VISITORS)[number],
): Promise<void> {
  const at = Date.now() - minutesAgo * MINUTE_MS;
  await emulator.control.addEvent({ device, media, at });
  const personId = await eventually(async () => {
    const [face] = await sql<{ person_id: string }>(
      `select f.person_id from faces f join events e on e.id = f.event_id
       where e.occurred_at = $1 and e.decided_at is not null`,
      [new Date(at)],
    );
    return face?.person_id;
  }, 2 * MINUTE_MS);
  if (known)
    await sql("update people set name = $2, category = $3::person_category where id = $1", [
      personId,
      ...known,
    ]);
}

/** Copies the visits of all households, with their events and faces. */
async function haveLived({ sql }: System): Promise<void> {
  await sql(
    `with shifted as (
       select v.id, v.household_id, gen_random_uuid() as new_id, each.shift,
         v.started_at - each.shift as started_at, v.ended_at - each.shift as ended_at
       from visits v cross join lateral (
         select minutes * interval '1 minute' as shift from unnest($1::int[]) minutes
       ) each
     ), visits_before as (
       insert into visits (id, household_id, started_at, ended_at)
       select new_id, household_id, started_at, ended_at from shifted
     ), shifted_events as (
       select e, gen_random_uuid() as new_id, s.new_id as visit_id, s.shift
       from shifted s join events e on e.visit_id = s.id
     ), events_before as (
       insert into events
       select (jsonb_populate_record(e, jsonb_build_object('id', new_id, 'visit_id', visit_id,
         'occurred_at', (e).occurred_at - shift, 'received_at', (e).received_at - shift))).*
       from shifted_events
     )
     insert into faces
     select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
       'event_id', s.new_id, 'seen_at', f.seen_at - s.shift))).*
     from shifted_events s join faces f on f.event_id = (s.e).id`,
    [EARLIER],
  );
}

/** Each of Anna's earliest faces is a stranger's now who may be Anna. */
async function askAboutAnna({ sql }: System): Promise<void> {
  await sql(
    `with asked as (
       select f.id, f.household_id, f.person_id as anna, gen_random_uuid() as stranger
       from faces f join people p on p.id = f.person_id
       where p.name = 'Anna' order by f.seen_at limit $1
     ), strangers as (
       insert into people (id, household_id) select stranger, household_id from asked
     )
     update faces f set match = 'ask', suggested_person_id = anna, person_id = stranger
     from asked where asked.id = f.id`,
    [ASKED],
  );
}
