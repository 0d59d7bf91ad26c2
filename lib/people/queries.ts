import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { bestPicture } from "#lib/faces/best-picture/queries.ts";
import { isUnregistered } from "#lib/identity/registered/queries.ts";
import { personNow } from "#lib/identity/roots/queries.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { isCalled } from "#lib/names/search.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { COUNTED, everybodyCounted, NAMELESS_COUNTED, UNCOUNTED } from "./counted/queries.ts";
import { historyOf } from "./history/queries.ts";
import { HISTORY_STRETCH } from "./history/stretch.ts";
import { byOrder, type PeopleOrder, type Standing } from "./order.ts";
import type { Shelf } from "./shelf.ts";
import {
  bestShots,
  firstAndLast,
  firstFaces,
  habitCells,
  shownFaces,
} from "./sightings/queries.ts";
import type { PersonDetail, PersonFace, PersonSummary, ShelvedPeople } from "./types.ts";

type SummaryRow = Omit<PersonSummary, "cropUrl" | "categoryUntil" | "lastSeenAt"> & {
  cropKey: string | null;
  categoryUntil: Date | null;
  lastSeenAt: Date;
};

/** Everybody the household has seen or named, or whoever is called what is sought; who is hidden, too. */
export async function listPeople(
  actor: Actor,
  order: PeopleOrder = "last",
  sought = "",
): Promise<PersonSummary[]> {
  const [standing, people] = await Promise.all([
    standings(actor, UNCOUNTED),
    summaries(actor, Prisma.sql`p.forgotten_at is null`, everybodyCounted(actor)),
  ]);
  const visits = new Map(people.map(({ personId, visitCount }) => [personId, visitCount]));
  const found = standing.filter((person) => isCalled(person, sought));
  const counted = found.map((each) => ({
    ...each,
    visitCount: visits.get(each.personId) ?? 0,
  }));
  return inOrder(counted.toSorted(byOrder(order, actor.locale)), people);
}

/** Those who are to be forgotten, while they can be had back. */
export const listForgotten = (actor: Actor): Promise<PersonSummary[]> =>
  summaries(actor, Prisma.sql`p.forgotten_at is not null`, NAMELESS_COUNTED);

const IS_ARCHIVED = Prisma.sql`(
  p.archived_at is not null and ${isUnregistered}
)`;

/** Of more on a shelf so many are shown until somebody asks for all. */
const SHOWN_ON_SHELF = 48;

/**
 * What the page of people shows at first: the first of every shelf, and whose category ends. Where a name
 * is sought, of whoever is called so.
 */
export async function listShelves(
  actor: Actor,
  order: PeopleOrder = "last",
  sought = "",
): Promise<ShelvedPeople> {
  const counted = order === "visits" ? everybodyCounted(actor) : UNCOUNTED;
  const everybody = (await standings(actor, counted))
    .filter((person) => isCalled(person, sought))
    .toSorted(byOrder(order, actor.locale));
  const shelves = Map.groupBy(everybody, ({ shelf }) => shelf);
  const firsts = [...shelves.values()].flatMap((shelf) => shelf.slice(0, SHOWN_ON_SHELF));
  const shown = new Set([...firsts, ...everybody.filter(({ isMarked }) => isMarked)]);
  const ids = [...shown].map(({ personId }) => personId);
  const isShown = Prisma.sql`p.id = any(${ids}::uuid[])`;
  return {
    people: inOrder(everybody, await summaries(actor, isShown, NAMELESS_COUNTED)),
    counts: Object.fromEntries([...shelves].map(([shelf, { length }]) => [shelf, length])),
    forgotten: await listForgotten(actor),
  };
}

/** Of more whoever is sought is found by the name. */
const MOST_OFFERED = 30;

/**
 * Whoever somebody may be: first those of whom Kith itself thinks so, then those with a name, each seen
 * last first. Where a name is sought, whoever is called so.
 */
export async function listLikely(
  actor: Actor,
  personId: string,
  sought: string,
): Promise<PersonSummary[]> {
  const [everybody, likely] = await Promise.all([
    standings(actor, UNCOUNTED),
    thoughtToBe(actor, personId),
  ]);
  const rank = (person: Placed) => (likely.has(person.personId) ? 0 : person.name !== null ? 1 : 2);
  const last = byOrder("last", actor.locale);
  const offered = everybody
    .filter((person) => person.personId !== personId && isCalled(person, sought))
    .toSorted((a, b) => rank(a) - rank(b) || last(a, b))
    .slice(0, MOST_OFFERED);
  const ids = offered.map((person) => person.personId);
  const isOffered = Prisma.sql`p.id = any(${ids}::uuid[])`;
  return inOrder(offered, await summaries(actor, isOffered, NAMELESS_COUNTED));
}

/** Whom Kith asks about somebody's faces with, or proposes to be the same person. */
async function thoughtToBe({ householdId }: Actor, personId: string): Promise<Set<string>> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select suggested_person_id as id from faces
    where household_id = ${householdId}::uuid and person_id = ${personId}::uuid and is_face
      and suggested_person_id is not null
    union
    select case when person_id = ${personId}::uuid then other_person_id else person_id end
    from merge_proposals
    where household_id = ${householdId}::uuid and state = 'open'
      and ${personId}::uuid in (person_id, other_person_id)`;
  return new Set(rows.map(({ id }) => id));
}

/** Of those seen last so many are looked through, and at most so many offered. */
const [LATELY, OFFERED] = [48, 12];

/** People without a name: those of `personIds`, and who was seen in several visits lately; who came most first. */
export async function listNameless(
  actor: Actor,
  personIds: readonly string[],
): Promise<PersonSummary[]> {
  const everybody = (await standings(actor, UNCOUNTED)).toSorted(byOrder("last", actor.locale));
  const strangers = everybody.filter(({ name, shelf }) => name === null && shelf === "unknown");
  const ids = [...personIds, ...strangers.slice(0, LATELY).map(({ personId }) => personId)];
  const isWanted = Prisma.sql`p.name is null and p.forgotten_at is null and p.id = any(${ids}::uuid[])`;
  const people = await summaries(actor, isWanted, COUNTED);
  return people
    .toSorted((a, b) => b.visitCount - a.visitCount)
    .filter(
      ({ personId, visitCount }, place) =>
        (visitCount > 1 && place < OFFERED) || personIds.includes(personId),
    );
}

type Placed = Standing & {
  personId: string;
  shelf: Shelf;
  /** Their category ends. */
  isMarked: boolean;
};

/** Everybody whom the household has seen or named. */
const standings = ({ householdId }: Actor, seen: Prisma.Sql): Promise<Placed[]> =>
  db().$queryRaw<Placed[]>`
    select p.id as "personId", p.name, p.category_until is not null as "isMarked",
      case when p.is_hidden then 'hidden' when ${IS_ARCHIVED} then 'archived'
        else p.category::text end as shelf,
      earliest.seen_at as "firstSeenAt", latest.seen_at as "lastSeenAt",
      coalesce(seen.visits, 0) as "visitCount"
    from people p
    left join ${endOfSightings(Prisma.sql`desc`)} latest on true
    left join ${endOfSightings(Prisma.sql`asc`)} earliest on true
    left join ${seen}
    where p.household_id = ${householdId}::uuid and p.merged_into_id is null
      and p.forgotten_at is null and (latest.seen_at is not null or p.name is not null)`;

/** An index has a person's faces in time: nothing is sorted. */
const endOfSightings = (direction: Prisma.Sql) => Prisma.sql`lateral (
  select f.seen_at from faces f
  where f.person_id = p.id and f.is_face
  order by f.seen_at ${direction} limit 1
)`;

function inOrder(order: readonly { personId: string }[], people: readonly PersonSummary[]) {
  const personById = new Map(people.map((person) => [person.personId, person]));
  return order.flatMap(({ personId }) => personById.get(personId) ?? []);
}

/** @param seen how their faces and visits are counted: `./counted` */
async function summaries(
  actor: Actor,
  isWanted: Prisma.Sql,
  seen: Prisma.Sql,
): Promise<PersonSummary[]> {
  const rows = await db().$queryRaw<SummaryRow[]>`
    select p.id as "personId", p.name, p.category::text as category, p.note,
      p.category_until as "categoryUntil", p.ended_category::text as "endedCategory",
      p.is_hidden as "isHidden", best.crop_key as "cropKey",
      ${IS_ARCHIVED} as "isArchived",
      coalesce(seen.faces, 0) as "faceCount", coalesce(seen.visits, 0) as "visitCount",
      coalesce(seen.has_more, false) as "hasMore",
      coalesce(seen.last, p.created_at) as "lastSeenAt"
    from people p
    left join ${seen}
    left join ${bestPicture} on true
    where p.household_id = ${actor.householdId}::uuid and p.merged_into_id is null
      and (seen.faces > 0 or p.name is not null) and ${isWanted}
    order by "lastSeenAt" desc`;
  return rows.map(({ cropKey, categoryUntil, lastSeenAt, ...row }) => ({
    ...row,
    cropUrl: cropKey && mediaUrl(cropKey),
    categoryUntil: categoryUntil?.toISOString() ?? null,
    lastSeenAt: lastSeenAt.toISOString(),
  }));
}

/**
 * A person; of one who was merged into another that other one. Who is to be forgotten is still there,
 * to be had back.
 *
 * @param historyLength how many acts of their history are told
 * @throws AppError not-found, also for a person of another household.
 */
export async function getPerson(
  actor: Actor,
  askedId: string,
  now: Date,
  historyLength = HISTORY_STRETCH,
): Promise<PersonDetail> {
  const person = await personNow(db(), actor.householdId, askedId);
  if (!person) throw new AppError("not-found", "personGone");
  const personId = person.id;
  const [[summary], seen, shots, faces, habits, history] = await Promise.all([
    summaries(actor, Prisma.sql`p.id = ${personId}::uuid`, COUNTED),
    firstAndLast(actor, personId),
    bestShots(actor, personId),
    firstFaces(actor, personId),
    habitCells(actor, personId, now),
    historyOf(actor, personId, historyLength),
  ]);
  if (!summary) throw new AppError("not-found", "personGone");
  return {
    ...{ ...summary, ...seen, ...faces, habits, ...history },
    bestShots: shots,
    isChild: person.isChild,
    eraseAt: person.eraseAt?.toISOString() ?? null,
  };
}

/** All faces of a person that are shown. @throws AppError not-found as `getPerson` */
export async function listFaces(actor: Actor, personId: string): Promise<PersonFace[]> {
  const { householdId } = actor;
  const person = await db().person.findUnique({ where: { id: personId, householdId } });
  if (!person) throw new AppError("not-found", "personGone");
  if (person.mergedIntoId) return await listFaces(actor, person.mergedIntoId);
  return await shownFaces(actor, personId);
}
