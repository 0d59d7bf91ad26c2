import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import type { Act } from "#lib/identity/act.ts";
import { isRegisteredPerson } from "#lib/identity/category.ts";
import { newPerson, recordAct, takeBack } from "#lib/identity/commands.ts";
import { mentioned } from "#lib/identity/mention.ts";
import { UNREGISTERED } from "#lib/identity/registered/queries.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { clearExpired } from "#lib/people/expiry/commands.ts";
import { labelWithin } from "#lib/people/labelling/commands.ts";
import { ownPerson } from "#lib/people/own/queries.ts";
import type { Label } from "#lib/people/schema.ts";
import { answerProposalWithin } from "#lib/proposals/commands.ts";
import type { Face } from "#prisma/generated/client.ts";
import type { Answer, AskedAnswer, NewcomerAnswer, SameAnswer } from "./schema.ts";
import type { Answered, TakeBack } from "./types.ts";

/** What is written, and how many faces or people it is about. */
type Decision = { acts: readonly Act[]; answered: number; missed: number };

/**
 * Takes the household's answer to a question of the review, as a part of what is done in one transaction.
 *
 * @throws AppError conflict when nothing of it is asked any more; not-found when one of the people is gone
 */
export async function giveAnswer(tx: Transaction, actor: Actor, answer: Answer): Promise<Answered> {
  switch (answer.kind) {
    case "asked":
      return await answerAsked(tx, actor, answer);
    case "newcomer":
      return await answerNewcomer(tx, actor, answer);
    case "same":
      return await answerSame(tx, actor, answer);
    default:
      return await takeLabel(tx, actor, answer);
  }
}

async function takeLabel(tx: Transaction, actor: Actor, label: Label): Promise<Answered> {
  const { entryId } = await labelWithin(tx, actor, label);
  return { takeBack: { entryIds: entryId ? [entryId] : [] }, ...ONE_PERSON };
}

/**
 * Takes the household's answer to "Are these Anna?" for all of the faces as one. What was answered
 * elsewhere meanwhile stays as it was said to be there.
 */
const answerAsked = (
  tx: Transaction,
  actor: Actor,
  { personId, faceIds, answer }: AskedAnswer,
): Promise<Answered> =>
  decide(tx, actor, async () => {
    const asked = await ownPerson(tx, actor, personId);
    const faces = await tx.face.findMany({
      where: {
        id: { in: faceIds },
        householdId: actor.householdId,
        isFace: true,
        match: "ask",
        suggestedPersonId: asked.id,
      },
    });
    if (faces.length === 0) throw new AppError("conflict", "answeredNothingChanged");
    return {
      acts: await actsOn(tx, actor, faces, asked.id, answer),
      answered: faces.length,
      missed: new Set(faceIds).size - faces.length,
    };
  });

async function actsOn(
  tx: Transaction,
  actor: Actor,
  faces: readonly Face[],
  personId: string,
  answer: AskedAnswer["answer"],
): Promise<Act[]> {
  switch (answer) {
    case "yes":
      return [{ act: "confirm", ...mentioned(faces), personId }];
    case "no":
      return [{ act: "reject", faceIds: idsOf(faces), personId, toPersonId: null }];
    case "never":
      return [await separation(tx, actor, faces, personId)];
    case "not-a-face":
      return [{ act: "not-a-face", ...mentioned(faces) }];
  }
  if ("personId" in answer) {
    const { id } = await ownPerson(tx, actor, answer.personId);
    return [{ act: "assign", ...mentioned(faces), personId: id }];
  }
  const newcomerId = await newPerson(tx, actor.householdId);
  const { name } = answer;
  return [
    { act: "split", ...mentioned(faces), personId: newcomerId },
    ...(name ? [{ act: "name", personId: newcomerId, name, before: null } as const] : []),
  ];
}

/**
 * "Never again": none of the faces of those who are asked about is the person's, also those of which
 * nothing was asked. All of them speak against the person from now on.
 */
async function separation(
  tx: Transaction,
  { householdId }: Actor,
  faces: readonly Face[],
  personId: string,
): Promise<Act> {
  const strangers = await tx.face.findMany({
    where: {
      householdId,
      isFace: true,
      person: { ...UNREGISTERED, id: { in: faces.map((face) => face.personId) } },
    },
    select: { id: true },
  });
  const faceIds = [...new Set([...idsOf(faces), ...idsOf(strangers)])];
  return { act: "reject", faceIds, personId, toPersonId: null };
}

/**
 * Takes the household's answer to "Who is this?": a name, somebody whom it knows, nobody to ask about
 * ("never", who is hidden from now on), or no faces at all.
 */
const answerNewcomer = (
  tx: Transaction,
  actor: Actor,
  { personId, answer }: NewcomerAnswer,
): Promise<Answered> =>
  decide(tx, actor, async () => {
    const person = await ownPerson(tx, actor, personId);
    const isKnown = isRegisteredPerson(person) || person.isHidden;
    if (isKnown || person.id !== personId) throw new AppError("conflict", "answeredNothingChanged");
    if (answer === "never")
      return { acts: [{ act: "hide", personId, isHidden: true }], ...ONE_PERSON };
    if ("name" in answer)
      return { acts: [{ act: "name", personId, name: answer.name, before: null }], ...ONE_PERSON };
    if ("notFaces" in answer) return await dismissal(tx, actor, personId, answer.notFaces);
    const { id } = await ownPerson(tx, actor, answer.personId);
    if (id === personId) throw new AppError("conflict", "onePersonAlready");
    return { acts: [{ act: "merge", personId, intoPersonId: id }], ...ONE_PERSON };
  });

const ONE_PERSON = { answered: 1, missed: 0 };

async function dismissal(
  tx: Transaction,
  { householdId }: Actor,
  personId: string,
  faceIds: readonly string[],
): Promise<Decision> {
  const faces = await tx.face.findMany({
    where: { id: { in: [...faceIds] }, householdId, personId, isFace: true },
  });
  if (faces.length === 0) throw new AppError("conflict", "answeredNothingChanged");
  const missed = new Set(faceIds).size - faces.length;
  return {
    acts: [{ act: "not-a-face", ...mentioned(faces) }],
    answered: faces.length,
    missed,
  };
}

/** Takes the household's answer to "Same person?". */
async function answerSame(
  tx: Transaction,
  actor: Actor,
  { proposalId, isSame }: SameAnswer,
): Promise<Answered> {
  const { entryId } = await answerProposalWithin(tx, actor, proposalId, isSame);
  return { takeBack: { entryIds: [entryId] }, ...ONE_PERSON };
}

/** Takes an answer back as a whole. @throws AppError conflict when it was taken back before */
export const takeAnswerBack = (actor: Actor, answer: TakeBack, now: Date): Promise<void> =>
  db().$transaction((tx) => takeAnswerBackWithin(tx, actor, answer, now), LONG);

/** The same as a part of what is done in one transaction. */
export async function takeAnswerBackWithin(
  tx: Transaction,
  actor: Actor,
  answer: TakeBack,
  now: Date,
): Promise<void> {
  for (const entryId of answer.entryIds.toReversed()) await takeBack(tx, actor, entryId, now);
  await clearExpired(tx, actor.householdId);
}

/** Writes what is decided under the household's lock. */
async function decide(
  tx: Transaction,
  actor: Actor,
  decision: () => Promise<Decision>,
): Promise<Answered> {
  await lockHousehold(tx, actor.householdId);
  const { acts, ...counts } = await decision();
  const entryIds: string[] = [];
  for (const act of acts) entryIds.push(await recordAct(tx, actor, act));
  await clearExpired(tx, actor.householdId);
  return { takeBack: { entryIds }, ...counts };
}

const idsOf = (faces: readonly { id: string }[]) => faces.map(({ id }) => id);
