import type { Apart } from "#lib/faces/clusters/clustering.ts";
import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { entryOf } from "#lib/identity/queries.ts";
import { activeEntries } from "#lib/identity/state.ts";
import type { Transaction } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { MovableFace } from "./looking-again.ts";

/** What the worker's memory knows of a household's faces, as the transaction sees them. */
export type Recollection = {
  /** Undefined where the household's embedders have not embedded the face. */
  vectorOf: (faceId: string) => UnitVector | undefined;
  /** With all by which they are recognised. */
  peopleOf: (personIds: readonly string[]) => Promise<EnrolledPerson[]>;
  /** By what the household decides. */
  thresholds: Record<Lighting, IdentificationThresholds>;
};

export type RecollectFaces = (tx: Transaction, householdId: string) => Promise<Recollection>;

/** Whoever the household has given a name or a category, in SQL, of `people p`. */
const registered = Prisma.sql`(p.name is not null or p.category <> 'unknown')`;
/** Whoever can be somebody: neither forgotten nor another name for somebody else. */
const present = Prisma.sql`p.forgotten_at is null and p.merged_into_id is null`;

/** Whom the household has given a name or a category. */
export async function registeredPeople(tx: Transaction, householdId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select p.id from people p
    where p.household_id = ${householdId}::uuid and ${present} and ${registered} order by p.id`;
  return rows.map(({ id }) => id);
}

/**
 * How far the identity ledger has come: what was read together with it holds as long as it stays.
 * Everything that is said of people and faces is an entry there.
 */
export async function ledgerMark(tx: Transaction, householdId: string): Promise<bigint> {
  const { _max } = await tx.identityEntry.aggregate({
    where: { householdId },
    _max: { sequence: true },
  });
  return _max.sequence ?? 0n;
}

/**
 * The faces that Kith itself has placed: all of people who are not registered, and of registered ones
 * those that it has named. None whose shots disagree about whom they show: no name is theirs.
 */
export async function movableFaces(
  tx: Transaction,
  householdId: string,
): Promise<Omit<MovableFace, "vector">[]> {
  const rows = await tx.$queryRaw<(Omit<MovableFace, "place" | "vector"> & MovableFace["place"])[]>`
    select f.id as "faceId", f.person_id as "personId", f.match::text as match,
      f.suggested_person_id as "suggestedPersonId", f.quality, f.lighting::text as lighting,
      ${registered} as "isRegistered"
    from faces f join people p on p.id = f.person_id
    where f.household_id = ${householdId}::uuid and f.is_face and not f.is_confirmed
      and ${present} and (f.match = 'named' or not ${registered})
      and not coalesce(f.explanation->'heldBack' @> '"dispute"', false)
    order by f.id`;
  return rows.map(({ personId, match, suggestedPersonId, ...face }) => ({
    ...face,
    place: { personId, match, suggestedPersonId },
  }));
}

/**
 * Who must not become one: of whom the household has said so, or has taken a merge back, and those who
 * were seen at the same time. Everybody as who they are by now.
 */
export async function peopleApart(tx: Transaction, householdId: string): Promise<Apart[]> {
  const said = [
    ...(await partedByActs(tx, householdId)),
    ...(await declined(tx, householdId)),
    ...(await rejections(tx, householdId)),
    ...(await seenTogether(tx, householdId)),
  ];
  const people = await tx.person.findMany({
    where: { householdId, mergedIntoId: { not: null } },
    select: { id: true, mergedIntoId: true },
  });
  const intoById = new Map(people.map(({ id, mergedIntoId }) => [id, mergedIntoId]));
  const now = (id: string): string => {
    const into = intoById.get(id);
    return into ? now(into) : id;
  };
  return said.map(([a, b]): Apart => [now(a), now(b)]).filter(([a, b]) => a !== b);
}

/** By merges that were taken back, and by faces that were taken from one to make somebody new of them. */
async function partedByActs(tx: Transaction, householdId: string): Promise<Apart[]> {
  const rows = await tx.identityEntry.findMany({
    where: { householdId, act: { in: ["merge", "split", "undo"] } },
    orderBy: { sequence: "asc" },
  });
  const entries = rows.map((row) => entryOf({ ...row, detail: Object(row.detail) }));
  const active = activeEntries(entries);
  return entries.flatMap(({ id, act }): Apart[] => {
    if (act.act === "merge" && !active.has(id)) return [[act.personId, act.intoPersonId]];
    if (act.act !== "split" || !active.has(id)) return [];
    return act.fromPersonIds.map((fromPersonId): Apart => [act.personId, fromPersonId]);
  });
}

async function declined(tx: Transaction, householdId: string): Promise<Apart[]> {
  const rows = await tx.mergeProposal.findMany({ where: { householdId, state: "declined" } });
  return rows.map(({ personId, otherPersonId }): Apart => [personId, otherPersonId]);
}

async function rejections(tx: Transaction, householdId: string): Promise<Apart[]> {
  const rows = await tx.faceRejection.findMany({
    where: { householdId, face: { isFace: true } },
    select: { personId: true, face: { select: { personId: true } } },
  });
  return rows.map(({ personId, face }): Apart => [personId, face.personId]);
}

async function seenTogether(tx: Transaction, householdId: string): Promise<Apart[]> {
  const rows = await tx.$queryRaw<{ personId: string; otherPersonId: string }[]>`
    select distinct f.person_id as "personId", o.person_id as "otherPersonId"
    from faces f join faces o on o.event_id = f.event_id and o.person_id > f.person_id
    where f.household_id = ${householdId}::uuid and f.is_face and o.is_face
      and (f.track->0->>'atMs')::float8 <= (o.track->-1->>'atMs')::float8
      and (o.track->0->>'atMs')::float8 <= (f.track->-1->>'atMs')::float8`;
  return rows.map(({ personId, otherPersonId }): Apart => [personId, otherPersonId]);
}
