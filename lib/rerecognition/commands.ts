import { NotYetError } from "#lib/errors.ts";
import { type Apart, barredFrom } from "#lib/faces/clustering.ts";
import type { EnrolledPerson } from "#lib/faces/enrolment.ts";
import type { Lighting } from "#lib/faces/lighting.ts";
import { recogniseAgainSoon } from "#lib/identity/again/commands.ts";
import { newPerson, recordAct } from "#lib/identity/commands.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import {
  ledgerMark,
  type MovableFace,
  movableFaces,
  peopleApart,
  type RecollectFaces,
  type Recollection,
  registeredPeople,
} from "./queries.ts";
import {
  lookAgainAtNamed,
  lookAgainAtStranger,
  type Move,
  type StoredFace,
} from "./second-look.ts";

/** Has every household looked at again that has strangers, one job each. */
export async function recogniseAllAgainSoon(): Promise<void> {
  const households = await db().household.findMany({
    where: { people: { some: { name: null, category: "unknown", faces: { some: {} } } } },
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
  const { mark, ...seen } = await read(householdId, recollect);
  const moves = lookAgain(seen);
  if (moves.length === 0) return 0;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    if ((await ledgerMark(tx, householdId)) !== mark)
      throw new NotYetError(now(), "The household's identities changed meanwhile.");
    for (const together of Map.groupBy(moves, goalOf).values())
      await move(tx, householdId, together);
  }, LONG);
  return moves.length;
}

/** Thousands of faces may move at once. */
const LONG = { timeout: 60_000 };

type Seen = {
  faces: (MovableFace & StoredFace)[];
  people: EnrolledPerson[];
  apart: Apart[];
  thresholds: Recollection["thresholds"];
};

async function read(
  householdId: string,
  recollect: RecollectFaces,
): Promise<Seen & { mark: bigint }> {
  return await db().$transaction(async (tx) => {
    const mark = await ledgerMark(tx, householdId);
    const { vectorOf, peopleOf, thresholds } = await recollect(tx, householdId);
    const people = await peopleOf(await registeredPeople(tx, householdId));
    const faces = (await movableFaces(tx, householdId)).flatMap((face) => {
      const vector = vectorOf(face.faceId);
      return vector ? [{ ...face, vector }] : [];
    });
    const apart = await peopleApart(tx, householdId);
    return { faces, people, apart, thresholds, mark };
  }, LONG);
}

/** By day and in infrared for themselves: how somebody looks in one says little of the other. */
const lookAgain = (seen: Seen): Move[] =>
  (["day", "infrared"] as const).flatMap((lighting) =>
    lookAgainIn(lighting, {
      ...seen,
      faces: seen.faces.filter((face) => face.lighting === lighting),
    }),
  );

function lookAgainIn(lighting: Lighting, { faces, people, apart, ...seen }: Seen): Move[] {
  const thresholds = seen.thresholds[lighting];
  const denied = new Set(
    people.filter(({ rejected }) => rejected.length > 0).map(({ personId }) => personId),
  );
  const strangers = faces.filter(({ isRegistered }) => !isRegistered);
  const byStranger = Map.groupBy(strangers, ({ place }) => place.personId);
  const doubtful = faces.filter(
    ({ isRegistered, place }) => isRegistered && denied.has(place.personId),
  );
  return [
    ...[...byStranger].flatMap(([strangerId, own]) => {
      const barred = barredFrom(apart, [strangerId]);
      const candidates = people.filter(({ personId }) => !barred.has(personId));
      return lookAgainAtStranger(own, { people: candidates, thresholds });
    }),
    ...doubtful.flatMap((face) => lookAgainAtNamed(face, { people, thresholds })),
  ];
}

/** What moves together: to one person, or about one person from one stranger. */
const goalOf = ({ faceId, to }: Move) => JSON.stringify(to.personId ? to : { ...to, faceId });

async function move(tx: Transaction, householdId: string, moves: readonly Move[]): Promise<void> {
  const [first] = moves;
  if (!first) return;
  const { personId, ...place } = first.to;
  await recordAct(
    tx,
    { householdId, accountId: null },
    {
      act: "re-recognise",
      faceIds: moves.map(({ faceId }) => faceId),
      fromPersonIds: [...new Set(moves.map(({ from }) => from.personId))],
      personId: personId ?? (await newPerson(tx, householdId)),
      ...place,
    },
  );
  await tx.$executeRaw`
    update faces set similarity = moved.similarity
    from unnest(
      ${moves.map(({ faceId }) => faceId)}::uuid[],
      ${moves.map(({ similarity }) => similarity)}::float8[]
    ) as moved (id, similarity)
    where faces.id = moved.id`;
}
