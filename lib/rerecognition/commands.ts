import { NotYetError } from "#lib/errors.ts";
import { recogniseAgainSoon } from "#lib/identity/again/commands.ts";
import { newPerson, recordAct } from "#lib/identity/commands.ts";
import { registeredPeople, UNREGISTERED } from "#lib/identity/registered/queries.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { type KnownHousehold, lookAgain } from "./looking-again.ts";
import { ledgerMark, movableFaces, peopleApart, type RecollectFaces } from "./queries.ts";
import type { Move } from "./second-look.ts";

const DAY_MS = 24 * 3_600_000;

/** Has every household looked at again that has seen strangers since yesterday, one job each. */
export async function recogniseAllAgainSoon(now: Date): Promise<void> {
  const lately = { createdAt: { gte: new Date(now.getTime() - DAY_MS) } };
  const households = await db().household.findMany({
    where: { people: { some: { ...UNREGISTERED, faces: { some: lately } } } },
    select: { id: true },
  });
  for (const { id } of households) await db().$transaction((tx) => recogniseAgainSoon(tx, id));
}

/**
 * Looks again at all that Kith itself has said of a household's faces, by what is known now: strangers
 * may be people who have a name, and what was named may not hold after a "not this person". What the
 * household has said stays, and nobody is told.
 *
 * What moves to one person is one act of the ledger, to be taken back as one.
 *
 * @returns how many faces have moved
 * @throws NotYetError when the household's identities changed meanwhile
 */
export async function recogniseAgain(
  householdId: string,
  recollect: RecollectFaces,
  now: () => Date,
): Promise<number> {
  const { mark, embedderSet, ...known } = await read(householdId, recollect);
  const moves = await lookAgain(known);
  if (moves.length === 0) return 0;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    if ((await ledgerMark(tx, householdId)) !== mark)
      throw new NotYetError(now(), "The household's identities changed meanwhile.");
    for (const together of Map.groupBy(moves, goalOf).values())
      await move(tx, { householdId, embedderSet }, together);
  }, LONG);
  return moves.length;
}

async function read(
  householdId: string,
  recollect: RecollectFaces,
): Promise<KnownHousehold & { mark: bigint; embedderSet: string }> {
  return await db().$transaction(async (tx) => {
    const mark = await ledgerMark(tx, householdId);
    const { vectorOf, peopleOf, ...decidedBy } = await recollect(tx, householdId);
    const faces = await movableFaces(tx, householdId);
    return {
      ...{ mark, ...decidedBy },
      faces: faces.map((face) => ({ ...face, vector: vectorOf(face.faceId) ?? null })),
      people: await peopleOf(await registeredPeople(tx, householdId)),
      apart: await peopleApart(tx, householdId),
    };
  }, LONG);
}

/** What moves together: to one person, or from one person to nobody whom Kith knows. */
const goalOf = ({ from, to }: Move) => JSON.stringify(to.personId ? to : [from.personId, to]);

async function move(
  tx: Transaction,
  { householdId, embedderSet }: { householdId: string; embedderSet: string },
  moves: readonly Move[],
): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { personId, match, suggestedPersonId } = first.to;
  // Those of whom the same is asked stay together; each of those who are nobody's may be somebody else.
  const isEachNew = personId === null && match === "unknown";
  const newcomerIds: string[] = [];
  if (!personId)
    for (const _ of isEachNew ? moves : [first]) newcomerIds.push(await newPerson(tx, householdId));
  await recordAct(
    tx,
    { householdId, accountId: null },
    {
      act: "re-recognise",
      faceIds: moves.map(({ faceId }) => faceId),
      fromPersonIds: [...new Set(moves.map(({ from }) => from.personId))],
      personId: personId ?? newcomerIds[0] ?? "",
      ...{ match, suggestedPersonId },
      ...(isEachNew && { newcomerIds }),
    },
    moves.map(({ faceId, similarity, explanation }) => ({
      ...{ faceId, similarity, embedderSet, explanation },
    })),
  );
}
