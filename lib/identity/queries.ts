import type { Transaction } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { actOf, type Entry } from "./act.ts";

/** People and faces of a household. */
export type Subjects = {
  readonly personIds: readonly string[];
  readonly faceIds: readonly string[];
};

type EntryRow = {
  id: string;
  accountId: string | null;
  at: Date;
  act: string;
  faceIds: string[];
  detail: object;
  undoesId: string | null;
};

/** A row of the ledger as an entry. */
export const entryOf = ({ id, accountId, at, undoesId, detail, ...row }: EntryRow): Entry => ({
  ...{ id, accountId, at },
  act: actOf({ ...row, detail: { ...detail, ...(undoesId && { entryId: undoesId }) } }),
});

/**
 * In SQL, the ids of the entries about any of these faces. Each face is looked up: an overlap with
 * thousands of faces would be weighed row by row.
 */
export const entriesAboutFaces = (faceIds: readonly string[]) => Prisma.sql`
  select about.id from unnest(${faceIds}::uuid[]) as wanted (face_id)
  join identity_entries about on about.face_ids @> array[wanted.face_id]`;

/**
 * All that bears on the state of these people and faces, in order: what was said of them, and every
 * merge of the household. Of other people and faces it is not all.
 */
export async function entriesOf(
  tx: Transaction,
  householdId: string,
  { personIds, faceIds }: Subjects,
): Promise<Entry[]> {
  const rows = await tx.$queryRaw<EntryRow[]>`
    with bearing as (
      select id from identity_entries
      where household_id = ${householdId}::uuid and act in ('merge', 'undo') and face_ids = '{}'
      union
      select id from identity_entries where person_ids && ${personIds}::uuid[] and face_ids = '{}'
      union
      ${entriesAboutFaces(faceIds)}
    )
    select id, account_id as "accountId", at, act, face_ids as "faceIds", detail,
      undoes_id as "undoesId"
    from identity_entries join bearing using (id)
    where household_id = ${householdId}::uuid
    order by sequence`;
  return rows.map(entryOf);
}

/** The faces that an act has ever mentioned together with any of the people. */
export async function facesEverOf(
  tx: Transaction,
  householdId: string,
  personIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ faceId: string }[]>`
    select distinct unnest(face_ids) as "faceId" from identity_entries
    where household_id = ${householdId}::uuid and person_ids && ${personIds}::uuid[]`;
  return rows.map(({ faceId }) => faceId);
}

/** The faces that are somebody's of two who become one, or that a question or a "no" connects with them. */
export async function facesOfMerged(
  tx: Transaction,
  householdId: string,
  { personId, intoPersonId }: { personId: string; intoPersonId: string },
): Promise<string[]> {
  const either = [personId, intoPersonId];
  const rows = await tx.$queryRaw<{ faceId: string }[]>`
    select id as "faceId" from faces
    where household_id = ${householdId}::uuid
      and (person_id = ${personId}::uuid or suggested_person_id = any(${either}::uuid[]))
    union
    select face_id from face_rejections
    where household_id = ${householdId}::uuid and person_id = any(${either}::uuid[])`;
  return rows.map(({ faceId }) => faceId);
}
