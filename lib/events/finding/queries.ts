import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { partsOfPlace } from "../timeline/place.ts";
import type { TimelineRange } from "../timeline/types.ts";
import type { EventOutcome } from "../types.ts";

/**
 * [Note: Walking the timeline] A household's visits do not overlap (`joinedBy` in `../visits.ts`). So the
 * order of a camera's events, or of a person's faces, is that of their visits, and an index has both in it.
 * A page is walked from visit to visit, one look into the index of every camera or person for each: nothing
 * that is not shown is read, and no history is sorted, however long it is. What is rare is gathered and
 * sorted instead. For many people together, most of whom came long ago, the latest visits are looked
 * through first.
 */

/** A visit has it by any one of these: somebody's face, a camera that told of it, an event's end. */
export type Trait = {
  personIds?: readonly string[];
  cameraIds?: readonly string[];
  outcomes?: readonly EventOutcome[];
  reasons?: readonly string[];
};

/** Every trait must be there, and the visit begin within the hours; see `TimelineFilter`. */
export type Sought = { traits: readonly Trait[]; hours: { from: number; until: number } | null };

/** A place in SQL: an instant and a visit's id. */
type Place = { at: Prisma.Sql; id: Prisma.Sql };

const FIRST_ID = Prisma.sql`'00000000-0000-0000-0000-000000000000'::uuid`;
const FAR_PAST: Place = { at: Prisma.sql`'-infinity'::timestamptz`, id: FIRST_ID };
const FAR_FUTURE: Place = {
  at: Prisma.sql`'infinity'::timestamptz`,
  id: Prisma.sql`'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`,
};

/** Faces or events from which on a trait is common; that there are more is not counted. */
const COMMON = 2000;

/** The ids of the visits in a stretch of the timeline that have what is sought, newest first. */
export async function findVisits(
  actor: Actor,
  range: TimelineRange,
  { traits, hours }: Sought,
  common = COMMON,
): Promise<string[]> {
  if (traits.some(isEmpty)) return [];
  const top = await topOf(actor, range);
  const bottom = range.downTo ? placeIn(range.downTo) : FAR_PAST;
  const { householdId, timeZone } = actor;
  const [driver, ...others] = await rarestFirst(householdId, traits);
  const { limit } = range;
  const conditions = [
    Prisma.sql`(v.started_at, v.id) >= (${bottom.at}, ${bottom.id})`,
    ...(hours ? [within(hours, timeZone)] : []),
    ...others.map(({ trait }) => hasTrait(trait)),
  ];
  const walk = { householdId, bottom, condition: Prisma.join(conditions, " and ") };
  if (!driver) return await firstVisits(walk, top, limit);
  if (driver.size < common) return await gatheredVisits(walk, driver.trait, top, limit);
  if ((driver.trait.personIds ?? []).length <= limit)
    return await nextVisits(walk, driver.trait, top, limit);
  const latest = await visitsAmongLatest(walk, driver.trait, top, limit);
  if (latest.length === limit) return latest;
  return await nextVisits(walk, await nearestOf(walk, driver.trait, top, limit), top, limit);
}

/** The ids of a day's visits that have what is sought, newest first: all of the day's are looked at. */
export async function findVisitsOfDay(
  actor: Actor,
  day: string,
  { traits, hours }: Sought,
  limit: number,
): Promise<string[]> {
  if (traits.some(isEmpty)) return [];
  const { householdId, timeZone } = actor;
  const bottom = { at: startOf(day, timeZone), id: FIRST_ID };
  const conditions = [
    Prisma.sql`v.started_at >= ${bottom.at}`,
    ...(hours ? [within(hours, timeZone)] : []),
    ...traits.map(hasTrait),
  ];
  const walk = { householdId, bottom, condition: Prisma.join(conditions, " and ") };
  return await firstVisits(walk, { at: endOf(day, timeZone), id: FIRST_ID }, limit);
}

const isEmpty = (trait: Trait) => Object.values(trait).every((values) => values.length === 0);

/** What every visit of a walk has to be. */
type Walk = { householdId: string; bottom: Place; condition: Prisma.Sql };

/**
 * A day ends with the first visit that begins after it: faces and events of the day's last visit may come
 * after midnight, but not after that.
 */
async function topOf(
  { householdId, timeZone }: Actor,
  { before, day }: TimelineRange,
): Promise<Place> {
  if (before) return placeIn(before);
  if (!day) return FAR_FUTURE;
  const [next] = await db().$queryRaw<{ startedAt: Date; id: string }[]>`
    select started_at as "startedAt", id from visits
    where household_id = ${householdId}::uuid
      and started_at >= ${endOf(day, timeZone)}
    order by started_at, id
    limit 1`;
  return next ? placeAt(next.startedAt.toISOString(), next.id) : FAR_FUTURE;
}

const startOf = (day: string, timeZone: string) =>
  Prisma.sql`(${day}::date::timestamp at time zone ${timeZone})`;

const endOf = (day: string, timeZone: string) =>
  Prisma.sql`((${day}::date + 1)::timestamp at time zone ${timeZone})`;

function placeIn(text: string): Place {
  const { startedAt, visitId } = partsOfPlace(text);
  return placeAt(startedAt, visitId);
}

const placeAt = (startedAt: string, visitId: string): Place => ({
  at: Prisma.sql`${startedAt}::timestamptz`,
  id: Prisma.sql`${visitId}::uuid`,
});

/** Of several traits the rarest is walked along; for the others it is only looked at each visit. */
async function rarestFirst(
  householdId: string,
  traits: readonly Trait[],
): Promise<{ trait: Trait; size: number }[]> {
  const sized = await Promise.all(
    traits.map(async (trait) => ({ trait, size: await sizeOf(householdId, trait) })),
  );
  return sized.toSorted((a, b) => a.size - b.size || looksOf(a.trait) - looksOf(b.trait));
}

/** How many looks into an index each step along a trait takes. */
const looksOf = (trait: Trait) => Object.values(trait).flat().length;

async function sizeOf(householdId: string, trait: Trait): Promise<number> {
  const { personIds = [], cameraIds = [], outcomes = [], reasons = [] } = trait;
  const [{ size } = { size: 0 }] = await db().$queryRaw<{ size: number }[]>`
    select count(*)::int as size from (
      (select 1 from faces where person_id = any(${personIds}::uuid[]) limit ${COMMON})
      union all
      (select 1 from events where camera_id = any(${cameraIds}::uuid[]) limit ${COMMON})
      union all
      (select 1 from events where household_id = ${householdId}::uuid
         and outcome = any(${outcomes}::event_outcome[]) limit ${COMMON})
      union all
      (select 1 from events where household_id = ${householdId}::uuid
         and outcome_reason = any(${reasons}::text[]) limit ${COMMON})
    ) some_of_it`;
  return size;
}

async function firstVisits({ householdId, condition }: Walk, top: Place, limit: number) {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select v.id from visits v
    where v.household_id = ${householdId}::uuid and (v.started_at, v.id) < (${top.at}, ${top.id})
      and ${condition}
    order by v.started_at desc, v.id desc
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Faces and events with the trait are so few that they can all be read. */
async function gatheredVisits(
  { householdId, condition }: Walk,
  { personIds = [], cameraIds = [], outcomes = [], reasons = [] }: Trait,
  top: Place,
  limit: number,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select v.id
    from (
      select e.visit_id from faces f join events e on e.id = f.event_id
      where f.person_id = any(${personIds}::uuid[]) and f.is_face
      union
      select visit_id from events where camera_id = any(${cameraIds}::uuid[])
      union
      select visit_id from events
      where household_id = ${householdId}::uuid and outcome = any(${outcomes}::event_outcome[])
      union
      select visit_id from events
      where household_id = ${householdId}::uuid and outcome_reason = any(${reasons}::text[])
    ) had
    join visits v on v.id = had.visit_id
    where v.household_id = ${householdId}::uuid and (v.started_at, v.id) < (${top.at}, ${top.id})
      and ${condition}
    order by v.started_at desc, v.id desc
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** So many visits are looked through for many people together. */
const LOOKED_THROUGH = 400;

/** Those of the latest visits that have the trait. */
async function visitsAmongLatest(
  { householdId, condition }: Walk,
  trait: Trait,
  top: Place,
  limit: number,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select v.id
    from (
      select id, started_at from visits
      where household_id = ${householdId}::uuid and (started_at, id) < (${top.at}, ${top.id})
      order by started_at desc, id desc
      limit ${LOOKED_THROUGH}
    ) v
    where ${hasTrait(trait)} and ${condition}
    order by v.started_at desc, v.id desc
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** The visits with the trait, from one to the next. */
async function nextVisits(walk: Walk, trait: Trait, top: Place, limit: number): Promise<string[]> {
  if (isEmpty(trait)) return [];
  const here = { at: Prisma.sql`page.started_at`, id: Prisma.sql`page.id` };
  const rows = await db().$queryRaw<{ id: string }[]>`
    with recursive page(started_at, id, rank) as (
      select ${top.at}, ${top.id}, 0
      union all
      select next.started_at, next.id, page.rank + 1
      from page cross join lateral (
        select v.started_at, v.id from (${Prisma.join(latest(walk, trait, here), " union all ")}) v
        order by v.started_at desc, v.id desc limit 1
      ) next
      where page.rank < ${limit}
    )
    select id from page where rank > 0 order by rank`;
  return rows.map(({ id }) => id);
}

/** Of many people those of whom the page may be: who was not seen lately enough cannot be on it. */
async function nearestOf(walk: Walk, trait: Trait, top: Place, limit: number): Promise<Trait> {
  const { personIds = [] } = trait;
  const rows = await db().$queryRaw<{ personId: string }[]>`
    select "personId" from (
      select one.id as "personId",
        dense_rank() over (order by v.started_at desc, v.id desc) as nearness
      from unnest(${personIds}::uuid[]) one(id) cross join lateral (${latestOfPerson(walk, top)}) v
    ) ranked
    where nearness <= ${limit}`;
  return { ...trait, personIds: rows.map(({ personId }) => personId) };
}

/** For each camera, person and end of an event: its latest visit before the place. */
function latest(walk: Walk, trait: Trait, place: Place): Prisma.Sql[] {
  const { personIds = [], cameraIds = [], outcomes = [], reasons = [] } = trait;
  const each = (values: readonly string[], type: Prisma.Sql, one: Prisma.Sql) =>
    values.length === 0
      ? []
      : [
          Prisma.sql`select v.started_at, v.id
            from unnest(${values}::${type}[]) one(id) cross join lateral (${one}) v`,
        ];
  const ofEvents = (column: Prisma.Sql) => latestOfEvents(walk, place, column);
  return [
    ...each(personIds, Prisma.sql`uuid`, latestOfPerson(walk, place)),
    ...each(cameraIds, Prisma.sql`uuid`, ofEvents(Prisma.sql`camera_id`)),
    ...each(outcomes, Prisma.sql`event_outcome`, ofEvents(Prisma.sql`outcome`)),
    ...each(reasons, Prisma.sql`text`, ofEvents(Prisma.sql`outcome_reason`)),
  ];
}

const latestOfPerson = ({ householdId, bottom, condition }: Walk, { at, id }: Place) => Prisma.sql`
  select v.started_at, v.id
  from faces f join events e on e.id = f.event_id join visits v on v.id = e.visit_id
  where f.person_id = one.id and f.household_id = ${householdId}::uuid and f.is_face
    and f.seen_at <= ${at} and f.seen_at >= ${bottom.at}
    and (v.started_at, v.id) < (${at}, ${id}) and ${condition}
  order by f.seen_at desc, v.id desc limit 1`;

const latestOfEvents = (
  { householdId, bottom, condition }: Walk,
  { at, id }: Place,
  column: Prisma.Sql,
) => Prisma.sql`
  select v.started_at, v.id
  from events e join visits v on v.id = e.visit_id
  where e.${column} = one.id and e.household_id = ${householdId}::uuid
    and e.occurred_at <= ${at} and e.occurred_at >= ${bottom.at}
    and (v.started_at, v.id) < (${at}, ${id}) and ${condition}
  order by e.occurred_at desc, v.id desc limit 1`;

function within({ from, until }: { from: number; until: number }, timeZone: string): Prisma.Sql {
  const hour = Prisma.sql`extract(hour from v.started_at at time zone ${timeZone})`;
  return from < until
    ? Prisma.sql`(${hour} >= ${from} and ${hour} < ${until})`
    : Prisma.sql`(${hour} >= ${from} or ${hour} < ${until})`;
}

function hasTrait({ personIds = [], cameraIds = [], outcomes = [], reasons = [] }: Trait) {
  const ways = [
    Prisma.sql`had.camera_id = any(${cameraIds}::uuid[])`,
    Prisma.sql`had.outcome = any(${outcomes}::event_outcome[])`,
    Prisma.sql`had.outcome_reason = any(${reasons}::text[])`,
    Prisma.sql`exists (
      select 1 from faces seen
      where seen.event_id = had.id and seen.is_face and seen.person_id = any(${personIds}::uuid[])
    )`,
  ];
  const used = [cameraIds, outcomes, reasons, personIds].map(({ length }) => length > 0);
  return Prisma.sql`exists (
    select 1 from events had
    where had.visit_id = v.id and (${Prisma.join(
      ways.filter((_, index) => used[index]),
      " or ",
    )})
  )`;
}
