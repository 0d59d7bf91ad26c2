import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import type { Act } from "#lib/identity/act.ts";
import { newPerson } from "#lib/identity/commands.ts";
import { mentioned } from "#lib/identity/mention.ts";
import { entriesOf } from "#lib/identity/queries.ts";
import { identityState } from "#lib/identity/state.ts";
import { db, LONG, type Transaction } from "#lib/infra/db.ts";
import type { Face } from "#prisma/generated/client.ts";
import { type Done, inHousehold, within } from "../acting/commands.ts";
import { ownFaces, ownPerson } from "../own/queries.ts";

/**
 * Says whose faces these are: a person's, or with null somebody's of whom there was no row yet.
 *
 * @returns also whose they are now
 */
export async function assignFaces(
  actor: Actor,
  faceIds: readonly string[],
  personId: string | null,
): Promise<Done & { personId: string }> {
  let givenTo = "";
  const done = await inHousehold(actor, async (tx) => {
    const faces = await ownFaces(tx, actor, faceIds);
    givenTo = personId
      ? (await ownPerson(tx, actor, personId)).id
      : await newPerson(tx, actor.householdId);
    return { act: personId ? "assign" : "split", ...mentioned(faces), personId: givenTo };
  });
  return { ...done, personId: givenTo };
}

/** Says that the detector was mistaken: these are in no gallery and on no list. */
export const dismissFaces = (actor: Actor, faceIds: readonly string[]): Promise<Done> =>
  inHousehold(actor, async (tx) => {
    const faces = (await ownFaces(tx, actor, faceIds)).filter(({ isFace }) => isFace);
    return faces.length === 0 ? null : { act: "not-a-face", ...mentioned(faces) };
  });

/**
 * Says that faces are not the person's whom they were given to: each speaks against that person from now
 * on. They fall to whom they were given before, or to somebody new. What is somebody else's by now stays.
 *
 * @throws AppError conflict when none of them is the person's any more
 */
export const rejectFaces = (
  actor: Actor,
  faceIds: readonly string[],
  personId: string,
): Promise<Done> => db().$transaction((tx) => rejectWithin(tx, actor, faceIds, personId), LONG);

/** The same as a part of what is done in one transaction. */
export const rejectWithin = (
  tx: Transaction,
  actor: Actor,
  faceIds: readonly string[],
  personId: string,
): Promise<Done> =>
  within(tx, actor, async () => {
    const { id } = await ownPerson(tx, actor, personId);
    const faces = await ownFaces(tx, actor, faceIds);
    const theirs = faces.filter((face) => face.personId === id);
    if (theirs.length === 0) throw new AppError("conflict", "faceOfSomebodyElse");
    return await rejection(tx, actor, theirs, id);
  });

type SuggestionAnswer = { faceIds: readonly string[]; personId: string; isSame: boolean };

/**
 * Takes the household's answer to "probably …?", for all faces of whoever is asked about: yes gives them
 * to the suggested person, no leaves them where they are, and each speaks against that person.
 *
 * @throws AppError conflict when none of them is asked about with this person any more.
 */
export const answerSuggestion = (
  actor: Actor,
  faceIds: readonly string[],
  personId: string,
  isSame: boolean,
): Promise<Done> =>
  db().$transaction((tx) => suggestionWithin(tx, actor, { faceIds, personId, isSame }), LONG);

/** The same as a part of what is done in one transaction. */
export const suggestionWithin = (
  tx: Transaction,
  actor: Actor,
  { faceIds, personId, isSame }: SuggestionAnswer,
): Promise<Done> =>
  within(tx, actor, async () => {
    const faces = await ownFaces(tx, actor, faceIds);
    const { id } = await ownPerson(tx, actor, personId);
    if (!faces.some(({ suggestedPersonId }) => suggestedPersonId === id))
      throw new AppError("conflict", "answeredNothingChanged");
    if (isSame) return { act: "confirm", ...mentioned(faces), personId: id };
    return await rejection(tx, actor, faces, id);
  });

/** Where nothing else says whose one of the faces is, all of them are the same newcomer's. */
async function rejection(
  tx: Transaction,
  { householdId }: Actor,
  rejected: readonly Face[],
  personId: string,
): Promise<Act> {
  const faceIds = rejected.map(({ id }) => id);
  const act: Act = { act: "reject", faceIds, personId, toPersonId: null };
  const said = await entriesOf(tx, householdId, { faceIds, personIds: [] });
  const { faces } = identityState([...said, { id: "", accountId: "", at: new Date(), act }]);
  const fallTo = new Set(faceIds.map((id) => faces.get(id)?.personId ?? null));
  const there = await tx.person.count({
    where: { id: { in: [...fallTo].filter((id) => id !== null) }, forgottenAt: null },
  });
  return there === fallTo.size ? act : { ...act, toPersonId: await newPerson(tx, householdId) };
}
