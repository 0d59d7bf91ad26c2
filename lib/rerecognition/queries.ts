import type { Apart } from "#lib/faces/clusters/clustering.ts";
import type { EnrolledPerson } from "#lib/faces/identification/enrolment.ts";
import type { IdentificationThresholds } from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { entryOf } from "#lib/identity/queries.ts";
import { isPresent, isRegistered } from "#lib/identity/registered/queries.ts";
import { peopleNow } from "#lib/identity/roots/queries.ts";
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
  embedderSet: string;
  thresholds: Record<Lighting, IdentificationThresholds>;
};

export type RecollectFaces = (tx: Transaction, householdId: string) => Promise<Recollection>;

/** Whether two faces of one event were seen at the same moment, in SQL, of `faces f` and `faces o`. */
const shareAMoment = Prisma.sql`(
  (f.track->0->>'atMs')::float8 <= (o.track->-1->>'atMs')::float8
  and (o.track->0->>'atMs')::float8 <= (f.track->-1->>'atMs')::float8)`;

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

type MovableRow = Omit<MovableFace, "place" | "vector"> & MovableFace["place"];

/** Faces read at a time. */
const PAGE = 2_000;

/**
 * The faces that Kith itself has placed: all of people who are not registered, and of registered ones
 * those that it has named. None whose shots disagree about whom they show: no name is theirs.
 */
export async function movableFaces(
  tx: Transaction,
  householdId: string,
): Promise<Omit<MovableFace, "vector">[]> {
  const rows: MovableRow[] = [];
  for (let page = PAGE; page === PAGE; ) {
    const more = await movableAfter(tx, householdId, rows.at(-1)?.faceId ?? null);
    rows.push(...more);
    page = more.length;
  }
  return rows.map(({ personId, match, suggestedPersonId, ...face }) => ({
    ...face,
    place: { personId, match, suggestedPersonId },
  }));
}

const movableAfter = (
  tx: Transaction,
  householdId: string,
  faceId: string | null,
): Promise<MovableRow[]> => tx.$queryRaw<MovableRow[]>`
  select f.id as "faceId", f.person_id as "personId", f.match::text as match,
    f.suggested_person_id as "suggestedPersonId", f.quality, f.lighting::text as lighting,
    ${isRegistered} as "isRegistered",
    case when f.embedder_set = h.embedder_set and f.similarity is not null then jsonb_build_object(
      'similarity', coalesce((f.explanation->'best'->>'similarity')::float8, f.similarity),
      'runnerUp', f.explanation->'runnerUp'
    ) end as "namedBy",
    array(
      select o.person_id::text from faces o
      where o.event_id = f.event_id and o.person_id <> f.person_id and o.is_face
        and ${shareAMoment}
    ) as "seenWith",
    array(
      select was.id from face_findings found
      join identity_entries i on i.id = found.entry_id and i.act = 're-recognise'
      cross join jsonb_array_elements_text(i.detail->'fromPersonIds') as was (id)
      where found.face_id = f.id and found.embedder_set = h.embedder_set
        and not exists (
          select 1 from identity_entries said
          where said.household_id = f.household_id and said.account_id is not null
            and said.sequence > i.sequence and said.person_ids @> array[was.id::uuid]
        )
    ) as "takenFrom"
  from faces f join people p on p.id = f.person_id join households h on h.id = f.household_id
  where f.household_id = ${householdId}::uuid and f.is_face and not f.is_confirmed
    and ${isPresent} and (f.match = 'named' or not ${isRegistered})
    and not coalesce(f.explanation->'heldBack' @> '"dispute"', false)
    and (${faceId}::uuid is null or f.id > ${faceId}::uuid)
  order by f.id limit ${PAGE}`;

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
  const personOf = await peopleNow(tx, householdId, [...new Set(said.flat())]);
  const now = (personId: string) => personOf.get(personId) ?? personId;
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
      and ${shareAMoment}`;
  return rows.map(({ personId, otherPersonId }): Apart => [personId, otherPersonId]);
}
