import { createHash } from "node:crypto";
import { discardBundles } from "#lib/bundles/commands.ts";
import { discardEnrolments } from "#lib/enrolment/photos/commands.ts";
import { project } from "#lib/identity/projection/commands.ts";
import { removeEntries } from "#lib/identity/tidying/commands.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { catalogue } from "#messages/catalogue.ts";
import { DEFAULT_LOCALE, isLocale } from "#messages/locale.ts";
import { withoutNames } from "./naming.ts";
import { type ForgottenPerson, forgottenPerson } from "./queries.ts";

const HOUR_MS = 3_600_000;

/**
 * Deletes a forgotten person with their faces, embeddings and names, under all that they were merged
 * from. Events and recordings stay. The pictures of the faces given must be gone already: the rows are
 * what tells the next run where they lie.
 *
 * @returns false when there are other faces than these by now: then it has to be looked at again
 */
export async function eraseForgotten(
  { personId, householdId, faceIds, keys }: ForgottenPerson,
  now: Date,
): Promise<boolean> {
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const found = await forgottenPerson(personId, now, tx);
    if (!found) return true;
    const { personIds } = found;
    const prepared = new Set(faceIds);
    if (found.faceIds.some((id) => !prepared.has(id))) return false;
    await eraseNames(tx, found);
    await discardBundles(tx, { householdId, personIds: { hasSome: personIds } });
    await discardEnrolments(tx, { householdId, personId: { in: personIds } });
    const asked = await tx.face.findMany({
      where: { householdId, suggestedPersonId: { in: personIds }, personId: { notIn: personIds } },
      select: { id: true },
    });
    await tx.face.deleteMany({ where: { personId: { in: personIds } } });
    await removeEntries(tx, householdId, faceIds, personIds);
    await tx.person.deleteMany({ where: { id: { in: personIds } } });
    await project(tx, householdId, { personIds: [], faceIds: asked.map(({ id }) => id) });
    const counts = { clips: 0, events: 0, faces: faceIds.length, people: 1, files: keys.length };
    const subjectHash = createHash("sha256").update(personId).digest("hex");
    const cause = "forgotten";
    await tx.deletionReceipt.create({
      data: { id: personId, householdId, subjectHash, cause, counts, erasedAt: now },
    });
    await announceChange(tx, householdId);
    return true;
  }, LONG);
}

/** Should the erasure be given up, it begins again in an hour. */
export async function eraseAgainLater(personId: string, now: Date): Promise<void> {
  const runAt = new Date(now.getTime() + HOUR_MS);
  await db().$transaction((tx) => enqueue(tx, "erase-person", { personId }, { runAt }));
}

/**
 * From the audit, and from what was told: of the visits that show them, and of all others too, for a face
 * that was taken for theirs may be somebody else's by now. There a name that somebody else has stays.
 */
async function eraseNames(
  tx: Transaction,
  { householdId, personIds }: ForgottenPerson,
): Promise<void> {
  const said = await tx.identityEntry.findMany({
    where: { householdId, act: "name", personIds: { hasSome: personIds } },
  });
  const names = said.flatMap(({ detail }) => {
    const { name, before } = Object(detail) as { name?: string | null; before?: string | null };
    return [name, before].filter((each) => typeof each === "string");
  });
  await tx.auditEntry.updateMany({
    where: { householdId, subject: { in: personIds } },
    data: { detail: {} },
  });
  const others = await tx.person.findMany({
    where: { householdId, name: { in: names }, id: { notIn: personIds } },
  });
  const unshared = names.filter((name) => !others.some((other) => other.name === name));
  const isTheirs = {
    OR: [{ personId: { in: personIds } }, { suggestedPersonId: { in: personIds } }],
  };
  const told = await tx.notificationDecision.findMany({
    where: {
      householdId,
      OR: [
        { visit: { events: { some: { faces: { some: isTheirs } } } } },
        ...unshared.flatMap((name) => [
          { title: { contains: name } },
          { body: { contains: name } },
        ]),
      ],
    },
    include: { account: true },
  });
  for (const { id, title, body, account } of told) {
    const { somebody } = catalogue[isLocale(account.locale) ? account.locale : DEFAULT_LOCALE].push;
    const nameless = {
      title: withoutNames(title, names, somebody),
      body: withoutNames(body, names, somebody),
    };
    if (nameless.title !== title || nameless.body !== body)
      await tx.notificationDecision.update({ where: { id }, data: nameless });
  }
}
