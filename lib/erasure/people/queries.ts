import { NotYetError } from "#lib/errors.ts";
import { allNamesOf } from "#lib/identity/roots/queries.ts";
import { db, type Transaction } from "#lib/infra/db.ts";

/** Somebody to be erased, under all the ids that were merged into theirs. */
export type ForgottenPerson = { personId: string; householdId: string; personIds: string[] };

/**
 * The person whose grace is over; null when they were had back, or are gone.
 *
 * @throws NotYetError during the grace, also where this machine's clock is behind
 */
export async function forgottenPerson(
  personId: string,
  now: Date,
  tx: Pick<Transaction, "person"> = db(),
): Promise<ForgottenPerson | null> {
  const person = await tx.person.findUnique({ where: { id: personId } });
  if (!person?.eraseAt) return null;
  if (person.eraseAt > now) throw new NotYetError(person.eraseAt, "They can still be had back.");
  const { householdId } = person;
  return { personId, householdId, personIds: await allNamesOf(tx, householdId, personId) };
}

/** A face to be erased, and where its pictures lie. */
export type FaceToErase = { faceId: string; keys: string[] };

/** At most so many faces are erased together: few, since whoever comes to the door waits for it. */
const FACES_AT_ONCE = 200;

/** Some of the person's faces, as long as there are any. Throws as `forgottenPerson`. */
export async function facesToErase(personId: string, now: Date): Promise<FaceToErase[]> {
  const forgotten = await forgottenPerson(personId, now);
  if (!forgotten) return [];
  const { householdId, personIds } = forgotten;
  const faces = await db().face.findMany({
    where: { householdId, personId: { in: personIds } },
    select: { id: true, cropKey: true, alignedKey: true },
    orderBy: { id: "asc" },
    take: FACES_AT_ONCE,
  });
  return faces.map(({ id: faceId, cropKey, alignedKey }) => ({
    faceId,
    keys: [cropKey, alignedKey].filter((key) => key !== null),
  }));
}

/** What the person was ever called; `own` is what nobody else of the household is called. */
export async function namesToErase({
  householdId,
  personIds,
}: ForgottenPerson): Promise<{ names: string[]; own: string[] }> {
  const said = await db().identityEntry.findMany({
    where: { householdId, act: "name", personIds: { hasSome: personIds } },
    select: { detail: true },
  });
  const names = said.flatMap(({ detail }) => {
    const { name, before } = Object(detail) as { name?: string | null; before?: string | null };
    return [name, before].filter((each) => typeof each === "string");
  });
  const others = await db().person.findMany({
    where: { householdId, name: { in: names }, id: { notIn: personIds } },
    select: { name: true },
  });
  const shared = new Set(others.map(({ name }) => name));
  return { names: [...new Set(names)], own: names.filter((name) => !shared.has(name)) };
}

/** What was told in which a name may stand. */
export type Told = { id: string; title: string; body: string; locale: string };

const TOLD_AT_ONCE = 500;

/**
 * Some of what was told of the visits that show the person, and of all others too, for a face that was
 * taken for theirs may be somebody else's by now: there only names that nobody else has.
 *
 * @param after the id of the last that was looked at
 */
export const toldWithNames = (
  { householdId, personIds }: ForgottenPerson,
  { names, own }: { names: readonly string[]; own: readonly string[] },
  after: string,
): Promise<Told[]> => db().$queryRaw<Told[]>`
  select d.id, d.title, d.body, a.locale
  from notification_decisions d join accounts a on a.id = d.account_id
  where d.household_id = ${householdId}::uuid and d.id > ${after}::uuid
    and exists (
      select 1 from unnest(${names}::text[]) as called (name)
      where strpos(d.title || ' ' || d.body, called.name) > 0 and (
        called.name = any(${own}::text[]) or exists (
          select 1 from events e join faces f on f.event_id = e.id
          where e.visit_id = d.visit_id and (
            f.person_id = any(${personIds}::uuid[])
            or f.suggested_person_id = any(${personIds}::uuid[])))))
  order by d.id limit ${TOLD_AT_ONCE}`;
