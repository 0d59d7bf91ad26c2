import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { discardBundles } from "#lib/bundles/commands.ts";
import { AppError } from "#lib/errors.ts";
import type { PersonCategory } from "#lib/identity/act.ts";
import { doAgain, takeBack } from "#lib/identity/commands.ts";
import { db, LONG, type Transaction } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import type { Person } from "#prisma/generated/client.ts";
import { type Done, inHousehold, within } from "./acting/commands.ts";
import { clearExpired, expireMarkingsAt } from "./expiry/commands.ts";
import { survivorOf } from "./merging.ts";
import { identified, ownPerson } from "./own/queries.ts";

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
  inHousehold(actor, async (tx) => {
    const person = await ownPerson(tx, actor, personId);
    return person.isChild === isChild ? null : { act: "mark-child", personId: person.id, isChild };
  });

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
 *
 * @throws AppError forbidden: only owners erase
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
    requireOwner(actor, "onlyOwnerForgets");
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

/** Has an act count again that was taken back. Throws as `undoAct`, and as what was done. */
export const redoAct = (actor: Actor, entryId: string, now: Date): Promise<void> =>
  db().$transaction((tx) => redoWithin(tx, actor, entryId, now), LONG);

/** The same as a part of what is done in one transaction. */
export async function redoWithin(
  tx: Transaction,
  actor: Actor,
  entryId: string,
  now: Date,
): Promise<void> {
  const where = { id: entryId, householdId: actor.householdId, act: "forget" };
  if ((await tx.identityEntry.count({ where })) > 0) requireOwner(actor, "onlyOwnerForgets");
  await doAgain(tx, actor, entryId, now);
  await clearExpired(tx, actor.householdId);
}
