import type { Actor } from "#lib/accounts/types.ts";
import { personNow } from "#lib/identity/roots/queries.ts";
import { db } from "#lib/infra/db.ts";
import type { Answer } from "../schema.ts";
import type { Became, GivenAnswer, TakeBack } from "../types.ts";

/** What by now is so of the faces that an answer did not reach. @param done what it has done instead */
export async function becomeOfMissed(
  actor: Actor,
  answer: Answer,
  done: TakeBack,
): Promise<Became> {
  const entries = await db().identityEntry.findMany({
    where: { id: { in: [...done.entryIds] } },
  });
  const reached = new Set(entries.flatMap(({ faceIds }) => faceIds));
  if (answer.kind !== "asked") return await becomeOf(actor, answer);
  const faceIds = answer.faceIds.filter((faceId) => !reached.has(faceId));
  return await becomeOf(actor, { ...answer, faceIds });
}

/** What by now is so of whom an answer is about, as far as it differs from what was asked. */
export async function becomeOf(actor: Actor, answer: Answer): Promise<Became> {
  switch (answer.kind) {
    case "asked":
      return summary(await facesNow(actor, answer.faceIds, answer.personId));
    case "newcomer":
      return summary(
        typeof answer.answer === "object" && "notFaces" in answer.answer
          ? await facesNow(actor, answer.answer.notFaces, null)
          : [await standNow(actor, answer.personId)],
      );
    case "same": {
      const where = { id: answer.proposalId, householdId: actor.householdId };
      const proposal = await db().mergeProposal.findUnique({ where });
      const personIds = proposal ? [proposal.personId, proposal.otherPersonId] : [""];
      return summary(await Promise.all(personIds.map((id) => standNow(actor, id))));
    }
    case "name":
    case "categorise":
      return summary([await standNow(actor, answer.personId)]);
    case "suggestion":
      return summary(await facesNow(actor, answer.faceIds, answer.personId));
    case "reject":
      return summary(await facesNow(actor, answer.faceIds, null));
  }
}

/** Somebody, or what there is instead. */
type Now = { name: string | null } | "no-face" | "gone";

const summary = (now: readonly Now[]): Became => {
  const names = now.flatMap((each) => (typeof each === "object" ? [each.name] : []));
  return {
    names: [...new Set(names.filter((name) => name !== null))],
    hasNameless: names.includes(null),
    hasNoFace: now.includes("no-face"),
    hasGone: now.includes("gone"),
  };
};

/** Of the faces those of which is no longer asked whether they are `askedId`'s. */
async function facesNow(
  actor: Actor,
  faceIds: readonly string[],
  askedId: string | null,
): Promise<Now[]> {
  const faces = await db().face.findMany({
    where: { id: { in: [...faceIds] }, householdId: actor.householdId },
  });
  const gone: Now[] = faces.length < new Set(faceIds).size ? ["gone"] : [];
  const asked: Now[] = askedId ? [await standNow(actor, askedId)] : [];
  const others = faces.filter(
    (face) => !(face.isFace && face.match === "ask" && face.suggestedPersonId === askedId),
  );
  const found = others.map(({ isFace, personId }) =>
    isFace ? standNow(actor, personId) : ("no-face" as const),
  );
  return [...gone, ...asked.filter((each) => each === "gone"), ...(await Promise.all(found))];
}

/** Who somebody is by now, whoever they were merged into. */
async function standNow({ householdId }: Actor, personId: string): Promise<Now> {
  if (!personId) return "gone";
  const person = await personNow(db(), householdId, personId);
  return person && !person.forgottenAt ? { name: person.name } : "gone";
}

/** So many answers can be taken back where they were given. */
const MOST_LISTED = 20;

/** What the member has answered last in the review and not taken back, the newest first. */
export const lastAnswers = ({ householdId, accountId }: Actor): Promise<GivenAnswer[]> =>
  db().$queryRaw<GivenAnswer[]>`
    select id as key, answer->>'question' as question from handled_requests
    where household_id = ${householdId}::uuid and account_id = ${accountId}::uuid
      and answer->>'question' is not null
    order by at desc limit ${MOST_LISTED}`;
