import { discardBundles } from "#lib/bundles/commands.ts";
import { discardEnrolments } from "#lib/enrolment/photos/commands.ts";
import { removeEntries } from "#lib/identity/tidying/commands.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { catalogue } from "#messages/catalogue.ts";
import { DEFAULT_LOCALE, isLocale } from "#messages/locale.ts";
import { eraseComparisons } from "../comparisons/commands.ts";
import { countOnReceipt, NOTHING } from "../receipts/commands.ts";
import { hashOf, receiptIdOf } from "../receipts/subject.ts";
import type { ErasedCounts } from "../types.ts";
import { withoutNames } from "./naming.ts";
import {
  type FaceToErase,
  type ForgottenPerson,
  forgottenPerson,
  namesToErase,
  type Told,
  toldWithNames,
} from "./queries.ts";

const HOUR_MS = 3_600_000;
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * [Note: Forgetting piece by piece] First the names in what was told go, then faces, some at a time, files
 * before rows, and with the last one the person. Wherever it ends, the next run goes on from what is left:
 * while the person's row is there it is not over.
 */

/** Takes a forgotten person's names out of all that was told. */
export async function eraseNames(forgotten: ForgottenPerson): Promise<void> {
  const names = await namesToErase(forgotten);
  if (names.names.length === 0) return;
  for (let after = BEFORE_ALL; ; ) {
    const told = await toldWithNames(forgotten, names, after);
    const last = told.at(-1);
    if (!last) return;
    await tellWithout(forgotten, names.names, told);
    after = last.id;
  }
}

async function tellWithout(
  { householdId }: ForgottenPerson,
  names: readonly string[],
  told: readonly Told[],
): Promise<void> {
  const nameless = told.map(({ title, body, locale }) => {
    const { somebody } = catalogue[isLocale(locale) ? locale : DEFAULT_LOCALE].push;
    return [title, body].map((text) => withoutNames(text, names, somebody));
  });
  await db().$executeRaw`
    update notification_decisions d set title = nameless.title, body = nameless.body
    from unnest(
      ${told.map(({ id }) => id)}::uuid[],
      ${nameless.map(([title]) => title)}::text[],
      ${nameless.map(([, body]) => body)}::text[]
    ) as nameless (id, title, body)
    where d.id = nameless.id and d.household_id = ${householdId}::uuid`;
}

/**
 * Deletes some faces of a forgotten person with their embeddings and what the ledger says of them alone;
 * none where the person was had back meanwhile. Their pictures must be gone already: the rows are what
 * tells the next run where they lie.
 */
export async function eraseFaces(
  { personId, householdId }: ForgottenPerson,
  faces: readonly FaceToErase[],
  now: Date,
): Promise<void> {
  const faceIds = faces.map(({ faceId }) => faceId);
  const files = faces.flatMap(({ keys }) => keys).length;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const forgotten = await forgottenPerson(personId, now, tx);
    if (!forgotten) return;
    const { count } = await tx.face.deleteMany({
      where: { id: { in: faceIds }, householdId, personId: { in: forgotten.personIds } },
    });
    await removeEntries(tx, householdId, faceIds, []);
    await countErased(tx, forgotten, { ...NOTHING, faces: count, files }, now);
    await announceChange(tx, householdId);
  }, LONG);
}

/**
 * Deletes a forgotten person of whom no face is left, under all that they were merged from. Events and
 * recordings stay.
 *
 * @returns false when there are faces by now
 */
export async function eraseForgotten(
  { personId, householdId }: ForgottenPerson,
  now: Date,
): Promise<boolean> {
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const found = await forgottenPerson(personId, now, tx);
    if (!found) return true;
    const { personIds } = found;
    const theirs = { householdId, personId: { in: personIds } };
    if ((await tx.face.count({ where: theirs })) > 0) return false;
    await tx.auditEntry.updateMany({
      where: { householdId, subject: { in: personIds } },
      data: { detail: {} },
    });
    await discardBundles(tx, { householdId, personIds: { hasSome: personIds } });
    await discardEnrolments(tx, theirs);
    await tx.face.updateMany({
      where: { householdId, suggestedPersonId: { in: personIds } },
      data: { match: "unknown", suggestedPersonId: null },
    });
    await eraseComparisons(tx, householdId, personIds);
    await removeEntries(tx, householdId, [], personIds);
    await tx.person.deleteMany({ where: { id: { in: personIds }, householdId } });
    await countErased(tx, found, { ...NOTHING, people: 1 }, now);
    await announceChange(tx, householdId);
    return true;
  }, LONG);
}

const countErased = (
  tx: Transaction,
  { personId, householdId }: ForgottenPerson,
  more: ErasedCounts,
  now: Date,
): Promise<void> => {
  const [id, subjectHash] = [receiptIdOf(personId), hashOf(personId)];
  return countOnReceipt(tx, { id, householdId, subjectHash, cause: "forgotten" }, more, now);
};

/** Should the erasure be given up, it begins again in an hour. */
export async function eraseAgainLater(personId: string, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + HOUR_MS);
  await db().$transaction((tx) => enqueue(tx, "erase-person", { personId }, { runAt }));
}
