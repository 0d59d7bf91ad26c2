import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { personNow } from "#lib/identity/roots/queries.ts";
import { db } from "#lib/infra/db.ts";
import { catalogue } from "#messages/catalogue.ts";
import { findVisits, findVisitsOfDay, type Sought, type Trait } from "../finding/queries.ts";
import { listedParts, sightingsOf, summaryOf } from "../queries.ts";
import type { EventOutcome, VisitSummary } from "../types.ts";
import { type AddressPart, partsOf, without } from "./address.ts";
import { says, wordsOf } from "./search.ts";
import {
  MOST_MARKS,
  type TimelineAddress,
  type TimelineFilter,
  type TimelineRange,
  type VisitMark,
} from "./types.ts";

/** The household's visits in a stretch of the timeline, newest first, each with its events. */
export async function listVisits(
  actor: Actor,
  range: TimelineRange,
  filter: TimelineFilter = {},
): Promise<VisitSummary[]> {
  const ids = await findVisits(actor, range, await soughtBy(actor, filter));
  const visits = await db().visit.findMany({
    where: { id: { in: ids }, householdId: actor.householdId },
    include: { events: { include: listedParts, orderBy: { occurredAt: "asc" } } },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
  });
  const faces = visits.flatMap(({ events }) => events.flatMap((event) => event.faces));
  const sightings = await sightingsOf(actor, faces);
  return visits.map((visit) => ({
    visitId: visit.id,
    startedAt: visit.startedAt.toISOString(),
    endedAt: lastOf([visit.endedAt, ...visit.events.flatMap(({ endedAt }) => endedAt ?? [])]),
    events: visit.events.map((event) => summaryOf(event, sightings)),
  }));
}

const lastOf = (times: readonly Date[]): string =>
  new Date(Math.max(...times.map((time) => time.getTime()))).toISOString();

/** The parts of an address that shows nothing which alone, once lifted, would let it show something. */
export async function partsToLift(actor: Actor, address: TimelineAddress): Promise<AddressPart[]> {
  const parts = partsOf(address);
  const helps = await Promise.all(
    parts.map(async (part) => {
      const { before, day, ...filter } = without(address, part);
      const sought = await soughtBy(actor, filter);
      return (await findVisits(actor, { before, day, limit: 1 }, sought)).length > 0;
    }),
  );
  return parts.filter((_, index) => helps[index]);
}

async function soughtBy(actor: Actor, filter: TimelineFilter): Promise<Sought> {
  const { person, category, camera, outcome, from, until, q } = filter;
  const traits: (Trait | false | undefined)[] = [
    person !== undefined && { personIds: await sameAs(actor, person) },
    category && { personIds: await peopleOf(actor, { category }) },
    camera !== undefined && { cameraIds: [camera] },
    outcome && { outcomes: [outcome] },
    ...(q ? await traitsIn(actor, wordsOf(q)) : []),
  ];
  const hasHours = from !== undefined && until !== undefined && from !== until;
  return {
    traits: traits.filter((trait) => !!trait),
    hours: hasHours ? { from, until } : null,
  };
}

/** The person, or who they turned out to be; nobody where they are not there or to be forgotten. */
async function sameAs({ householdId }: Actor, personId: string): Promise<string[]> {
  const person = await personNow(db(), householdId, personId);
  return person && !person.forgottenAt ? [person.id] : [];
}

async function peopleOf(
  { householdId }: Actor,
  which: { category: PersonCategory },
): Promise<string[]> {
  const people = await db().person.findMany({
    where: { householdId, mergedIntoId: null, forgottenAt: null, ...which },
    select: { id: true },
  });
  return people.map(({ id }) => id);
}

/** For each word: whoever and whatever is called so. */
async function traitsIn(actor: Actor, words: readonly string[]): Promise<Trait[]> {
  const { householdId, locale } = actor;
  const { reasons, ends } = catalogue[locale].outcomes;
  const called = (names: Record<string, string>, word: string) =>
    Object.keys(names).filter((name) => says(names[name] ?? "", word));
  const categoriesCalled = (word: string) =>
    called(catalogue[locale].timeline.category, word) as PersonCategory[];
  const [people, cameras] = await Promise.all([
    db().person.findMany({
      where: {
        ...{ householdId, mergedIntoId: null, forgottenAt: null },
        OR: [{ name: { not: null } }, { category: { in: words.flatMap(categoriesCalled) } }],
      },
      select: { id: true, name: true, category: true },
    }),
    db().camera.findMany({
      where: { householdId },
      select: { id: true, name: true, ownName: true },
    }),
  ]);
  return words.map((word) => ({
    personIds: people
      .filter(
        ({ name, category }) => says(name ?? "", word) || categoriesCalled(word).includes(category),
      )
      .map(({ id }) => id),
    cameraIds: cameras.filter((each) => says(cameraName(each), word)).map(({ id }) => id),
    // "recognised" has words only where nobody is left who was.
    outcomes: called(ends, word).filter((end) => end !== "recognised") as EventOutcome[],
    reasons: called(reasons, word),
  }));
}

/** What a filter's person and camera are called; null where there is no name, or none of this household. */
export async function filterNames(
  actor: Actor,
  { person, camera }: TimelineFilter,
): Promise<{ person: string | null; camera: string | null }> {
  const { householdId } = actor;
  const [personId] = person === undefined ? [] : await sameAs(actor, person);
  const [named, placed] = await Promise.all([
    personId ? db().person.findUnique({ where: { id: personId, householdId } }) : null,
    camera === undefined ? null : db().camera.findUnique({ where: { id: camera, householdId } }),
  ]);
  return { person: named?.name ?? null, camera: placed && cameraName(placed) };
}

/** The days of a month on the member's calendar on which somebody came. @param month "2026-11" */
export async function daysWithVisits(
  { householdId, timeZone }: Actor,
  month: string,
): Promise<string[]> {
  const rows = await db().$queryRaw<{ day: string }[]>`
    select to_char(day, 'YYYY-MM-DD') as day
    from generate_series(
      ${`${month}-01`}::timestamp,
      ${`${month}-01`}::timestamp + interval '1 month' - interval '1 day',
      interval '1 day'
    ) day
    where exists (
      select 1 from visits
      where household_id = ${householdId}::uuid
        and started_at >= (day at time zone ${timeZone})
        and started_at < ((day + interval '1 day') at time zone ${timeZone})
    )
    order by day`;
  return rows.map(({ day }) => day);
}

/** The visits of a day on the member's calendar, oldest first, as marks; see `MOST_MARKS`. */
export async function listMarks(
  actor: Actor,
  day: string,
  filter: TimelineFilter = {},
): Promise<VisitMark[]> {
  const ids = await findVisitsOfDay(actor, day, await soughtBy(actor, filter), MOST_MARKS);
  const rows = await db().$queryRaw<(Omit<VisitMark, "startedAt"> & { startedAt: Date })[]>`
    select v.id as "visitId", v.started_at as "startedAt",
      jsonb_agg(distinct jsonb_build_object('cameraId', c.id, 'name', coalesce(c.own_name, c.name)))
        as cameras,
      coalesce(array_agg(distinct p.category::text) filter (where p.id is not null), '{}')
        as categories,
      coalesce(array_agg(distinct p.name) filter (where p.name is not null), '{}') as names
    from visits v
    join events e on e.visit_id = v.id
    join cameras c on c.id = e.camera_id
    left join faces f on f.event_id = e.id and f.is_face
    left join people p on p.id = f.person_id and p.forgotten_at is null
    where v.id = any(${ids}::uuid[])
    group by v.id, v.started_at
    order by v.started_at, v.id`;
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}
