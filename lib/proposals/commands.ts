import type { Actor } from "#lib/accounts/types.ts";
import { AppError, NotYetError } from "#lib/errors.ts";
import { recogniseAgainSoon } from "#lib/identity/again/commands.ts";
import { recordAct } from "#lib/identity/commands.ts";
import { registeredPeople } from "#lib/identity/registered/queries.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { survivorOf } from "#lib/people/merging.ts";
import { ledgerMark, peopleApart, type RecollectFaces } from "#lib/rerecognition/queries.ts";
import { thresholdsOfSet } from "#models/manifest.ts";
import { comparePeople, type Household, type Likeness } from "./comparison.ts";
import { strangersFaces } from "./queries.ts";

/** Merges of one transaction: a second or two, since whoever comes to the door waits for it. */
const MERGES_AT_ONCE = 100;

/**
 * Merges strangers who are surely one person, each merge an act of the ledger, and proposes who may be
 * one to the household, in place of what was proposed before and not answered. What is beyond
 * `mergesAtOnce` the next run does, which is enqueued.
 *
 * @throws NotYetError when the household's identities changed meanwhile
 */
export async function findSamePeople(
  householdId: string,
  recollect: RecollectFaces,
  now: () => Date,
  mergesAtOnce = MERGES_AT_ONCE,
): Promise<void> {
  const { mark, ...household } = await read(householdId, recollect);
  const { same, likenesses } = await comparePeople(household);
  const merges = same.flatMap(([intoPersonId = "", ...others]) =>
    others.map((personId) => ({ act: "merge", personId, intoPersonId }) as const),
  );
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    if ((await ledgerMark(tx, householdId)) !== mark)
      throw new NotYetError(now(), "The household's identities changed meanwhile.");
    for (const merge of merges.slice(0, mergesAtOnce))
      await recordAct(tx, { householdId, accountId: null }, merge);
    if (merges.length > mergesAtOnce) await recogniseAgainSoon(tx, householdId);
    if (await replaceOpen(tx, householdId, likenesses)) await announceChange(tx, householdId);
  }, LONG);
}

async function read(
  householdId: string,
  recollect: RecollectFaces,
): Promise<Household & { mark: bigint }> {
  return await db().$transaction(async (tx) => {
    const mark = await ledgerMark(tx, householdId);
    const { vectorOf, peopleOf, embedderSet, thresholds } = await recollect(tx, householdId);
    const { day, infrared } = thresholds;
    const faces = await strangersFaces(tx, householdId);
    return {
      mark,
      faces: faces.map(({ isCompared, ...face }) => ({
        ...face,
        vector: (isCompared && vectorOf(face.faceId)) || null,
      })),
      apart: await peopleApart(tx, householdId),
      registered: await peopleOf(await registeredPeople(tx, householdId)),
      thresholds: day.named > infrared.named ? day : infrared,
      namedAtStart: thresholdsOfSet(embedderSet).start.named,
      hasChildren: (await tx.person.count({ where: { householdId, isChild: true } })) > 0,
    };
  }, LONG);
}

/** @returns whether anything is proposed that was not, or no longer what was */
async function replaceOpen(
  tx: Transaction,
  householdId: string,
  likenesses: readonly Likeness[],
): Promise<boolean> {
  const rows = await tx.mergeProposal.findMany({ where: { householdId } });
  const byPair = new Map(rows.map((row) => [`${row.personId} ${row.otherPersonId}`, row]));
  let hasChanged = false;
  for (const { personIds, faceIds, similarity } of likenesses) {
    const row = byPair.get(personIds.join(" "));
    byPair.delete(personIds.join(" "));
    const [faceId, otherFaceId] = faceIds;
    const data = { faceId, otherFaceId, similarity };
    const isSame = row?.faceId === faceId && row.otherFaceId === otherFaceId;
    if (isSame || (row && row.state !== "open")) continue;
    const [personId, otherPersonId] = personIds;
    hasChanged = true;
    if (row) await tx.mergeProposal.update({ where: { id: row.id }, data });
    else await tx.mergeProposal.create({ data: { householdId, personId, otherPersonId, ...data } });
  }
  const stale = [...byPair.values()].filter(({ state }) => state === "open");
  await tx.mergeProposal.deleteMany({ where: { id: { in: stale.map(({ id }) => id) } } });
  return hasChanged || stale.length > 0;
}

/**
 * Takes the household's answer to "Same person?". Yes makes both one; after a no it is not asked again.
 *
 * @returns the entry, to be taken back
 * @throws AppError conflict when it was answered before, or either is somebody else by now
 */
export const answerProposal = (
  actor: Actor,
  proposalId: string,
  isSame: boolean,
): Promise<{ entryId: string }> =>
  db().$transaction((tx) => answerProposalWithin(tx, actor, proposalId, isSame), LONG);

/** The same as a part of what is done in one transaction. */
export async function answerProposalWithin(
  tx: Transaction,
  actor: Actor,
  proposalId: string,
  isSame: boolean,
): Promise<{ entryId: string }> {
  const { householdId } = actor;
  await lockHousehold(tx, householdId);
  const proposal = await tx.mergeProposal.findUnique({
    where: { id: proposalId, householdId, state: "open" },
    include: { person: true, otherPerson: true },
  });
  if (!proposal) throw new AppError("conflict", "answeredAlready");
  if (!isSame) {
    const { personId, otherPersonId } = proposal;
    return { entryId: await recordAct(tx, actor, { act: "two-people", personId, otherPersonId }) };
  }
  const [first, second] = [proposal.person, proposal.otherPerson];
  if ([first, second].some(({ forgottenAt, mergedIntoId }) => forgottenAt ?? mergedIntoId))
    throw new AppError("conflict", "oneIsSomebodyElse");
  await tx.mergeProposal.update({ where: { id: proposalId }, data: { state: "accepted" } });
  const into = survivorOf({ ...first, personId: first.id }, { ...second, personId: second.id });
  const from = into.id === first.id ? second : first;
  const merge = { act: "merge", personId: from.id, intoPersonId: into.id } as const;
  return { entryId: await recordAct(tx, actor, merge) };
}
