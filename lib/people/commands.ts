import type { Actor } from "#lib/accounts/types.ts";
import { discardBundles } from "#lib/bundles/commands.ts";
import { AppError } from "#lib/errors.ts";
import type { Act, PersonCategory } from "#lib/identity/act.ts";
import { doAgain, newPerson, recordAct, takeBack } from "#lib/identity/commands.ts";
import { entriesOf } from "#lib/identity/queries.ts";
import { identityState } from "#lib/identity/state.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Face, Person } from "#prisma/generated/client.ts";
import { clearExpired, expireMarkingsAt } from "./expiry/commands.ts";
import { survivorOf } from "./merging.ts";
import { identified, ownFaces, ownPerson } from "./own/queries.ts";

/** The entry of the identity ledger that a command has written; null where nothing was to be done. */
export type Done = { entryId: string | null };

/** Names a person, or takes the name away with null. Faces keep their person. */
export const renamePerson = (actor: Actor, personId: string, name: string | null): Promise<Done> =>
  db().$transaction((tx) => renameWithin(tx, actor, personId, name), LONG);

/** The same as a part of what is done in one transaction. */
export const renameWithin = (
  tx: Transaction,
  actor: Actor,
  personId: string,
  name: string | null,
): Promise<Done> =>
  within(tx, actor, async () => {
    const { id, name: before } = await ownPerson(tx, actor, personId);
    return before === name ? null : { act: "name", personId: id, name, before };
  });

/** What is said beside a category: a note, and when it ends. */
export type Marking = { note: string | null; until: Date | null };

/**
 * Says who a person is to the household. Without a marking a note stays as it is, and the category counts
 * for good; who is Unknown has neither.
 */
export const categorisePerson = (
  actor: Actor,
  personId: string,
  category: PersonCategory,
  marking?: Marking,
): Promise<Done> =>
  db().$transaction((tx) => categoriseWithin(tx, actor, personId, category, marking), LONG);

/** The same as a part of what is done in one transaction. */
export const categoriseWithin = (
  tx: Transaction,
  actor: Actor,
  personId: string,
  category: PersonCategory,
  marking?: Marking,
): Promise<Done> =>
  within(tx, actor, async () => {
    const person = await ownPerson(tx, actor, personId);
    const { note, until } =
      category === "unknown" ? UNMARKED : (marking ?? { note: person.note, until: null });
    if (isSaid(person, { category, note, until })) return null;
    if (until) await expireMarkingsAt(tx, until);
    const end = until?.toISOString() ?? null;
    return { act: "categorise", personId: person.id, category, note, until: end };
  });

const UNMARKED: Marking = { note: null, until: null };

const isSaid = (
  person: Person,
  { category, note, until }: Marking & { category: PersonCategory },
): boolean =>
  person.category === category &&
  person.note === note &&
  person.categoryUntil?.getTime() === until?.getTime() &&
  person.endedCategory === null;

/** A child is asked about, never named by face alone. */
export const markChild = (actor: Actor, personId: string, isChild: boolean): Promise<Done> =>
  change(actor, personId, (person) =>
    person.isChild === isChild ? null : { act: "mark-child", personId: person.id, isChild },
  );

/** Somebody hidden is recognised, but on no list and in no alert. */
export const hidePerson = (actor: Actor, personId: string, isHidden: boolean): Promise<Done> =>
  db().$transaction((tx) => hideWithin(tx, actor, personId, isHidden), LONG);

/** The same as a part of what is done in one transaction. */
export const hideWithin = (
  tx: Transaction,
  actor: Actor,
  personId: string,
  isHidden: boolean,
): Promise<Done> =>
  within(tx, actor, async () => {
    const person = await ownPerson(tx, actor, personId);
    return person.isHidden === isHidden ? null : { act: "hide", personId: person.id, isHidden };
  });

const DAY_MS = 24 * 3_600_000;

/**
 * Takes a person out of lists, alerts and recognition, and has all that Kith keeps of them erased once
 * the grace is over, or at once, which cannot be taken back.
 */
export const forgetPerson = (
  actor: Actor,
  personId: string,
  atOnce: boolean,
  now: Date,
): Promise<Done> =>
  db().$transaction((tx) => forgetWithin(tx, actor, { personId, atOnce }, now), LONG);

/** The same as a part of what is done in one transaction. */
export const forgetWithin = (
  tx: Transaction,
  actor: Actor,
  { personId, atOnce }: { personId: string; atOnce: boolean },
  now: Date,
): Promise<Done> =>
  within(tx, actor, async () => {
    const { id } = await ownPerson(tx, actor, personId);
    const graceMs = atOnce ? 0 : env().FORGET_GRACE_DAYS * DAY_MS;
    const eraseAt = new Date(now.getTime() + graceMs);
    await enqueue(tx, "erase-person", { personId: id }, { runAt: eraseAt });
    await discardBundles(tx, { householdId: actor.householdId, personIds: { has: id } });
    return { act: "forget", personId: id, eraseAt: eraseAt.toISOString() };
  });

/**
 * Says that two people are one. The one that the household knows better goes on, with the faces and
 * visits of both; of equals `personId`.
 *
 * @throws AppError conflict when they are one already
 */
export const mergePeople = (actor: Actor, personId: string, otherPersonId: string): Promise<Done> =>
  db().$transaction((tx) => mergeWithin(tx, actor, personId, otherPersonId), LONG);

/** The same as a part of what is done in one transaction. */
export const mergeWithin = (
  tx: Transaction,
  actor: Actor,
  personId: string,
  otherPersonId: string,
): Promise<Done> =>
  within(tx, actor, async () => {
    const first = identified(await ownPerson(tx, actor, personId));
    const second = identified(await ownPerson(tx, actor, otherPersonId));
    if (first.personId === second.personId) throw new AppError("conflict", "onePersonAlready");
    const into = survivorOf(first, second);
    const from = into === first ? second : first;
    return { act: "merge", personId: from.personId, intoPersonId: into.personId };
  });

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

/**
 * Takes an act back, the household's or Kith's own, whenever it was and whatever came after it.
 *
 * @throws AppError not-found; conflict as `takeBack` of the ledger
 */
export const undoAct = (actor: Actor, entryId: string, now: Date): Promise<void> =>
  db().$transaction((tx) => undoWithin(tx, actor, entryId, now), LONG);

/** The same as a part of what is done in one transaction. */
export async function undoWithin(
  tx: Transaction,
  actor: Actor,
  entryId: string,
  now: Date,
): Promise<void> {
  await takeBack(tx, actor, entryId, now);
  await clearExpired(tx, actor.householdId);
}

/** Has an act count again that was taken back. Throws as `undoAct`. */
export const redoAct = (actor: Actor, entryId: string, now: Date): Promise<void> =>
  db().$transaction((tx) => redoWithin(tx, actor, entryId, now), LONG);

/** The same as a part of what is done in one transaction. */
export async function redoWithin(
  tx: Transaction,
  actor: Actor,
  entryId: string,
  now: Date,
): Promise<void> {
  await doAgain(tx, actor, entryId, now);
  await clearExpired(tx, actor.householdId);
}

const change = (
  actor: Actor,
  personId: string,
  actOn: (person: Person) => Act | null,
): Promise<Done> => inHousehold(actor, async (tx) => actOn(await ownPerson(tx, actor, personId)));

const inHousehold = (actor: Actor, act: (tx: Transaction) => Promise<Act | null>): Promise<Done> =>
  db().$transaction((tx) => within(tx, actor, act), LONG);

/** Has the act written that `act` decides on under the household's lock. */
async function within(
  tx: Transaction,
  actor: Actor,
  act: (tx: Transaction) => Promise<Act | null>,
): Promise<Done> {
  await lockHousehold(tx, actor.householdId);
  const decided = await act(tx);
  const entryId = decided && (await recordAct(tx, actor, decided));
  await clearExpired(tx, actor.householdId);
  return { entryId };
}

const mentioned = (faces: readonly Face[]) => ({
  faceIds: faces.map(({ id }) => id),
  fromPersonIds: [...new Set(faces.map(({ personId }) => personId))],
});
