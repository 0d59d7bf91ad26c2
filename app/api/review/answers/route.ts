import { readJson } from "#app/_server/body.ts";
import { refusalOf, route } from "#app/_server/route.ts";
import { requireApiActor } from "#app/_server/session.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { answerOnce, takeBackOnce } from "#lib/review/answering/commands.ts";
import { lastAnswers } from "#lib/review/answering/queries.ts";
import { givenAnswerSchema, takenBackSchema } from "#lib/review/schema.ts";
import type { AnswerFate } from "#lib/review/types.ts";

/** An answer of the member's, under a key of the device's own: sent again, it is the same answer. */
export const POST = route(async (request) => {
  const actor = await requireApiActor();
  const given = givenAnswerSchema.parse(await readJson(request));
  requireOwn(actor, given);
  const fate = await answerOnce(actor, given, new Date());
  if (fate.state !== "refused") return Response.json(fate satisfies AnswerFate);
  const { refusal, ...refused } = fate;
  const { message } = await refusalOf(refusal);
  return Response.json({ ...refused, message } satisfies AnswerFate);
});

/** What the member has answered last, to be taken back. */
export const GET = route(async () => Response.json(await lastAnswers(await requireApiActor())));

/** Takes an answer back, by its key. */
export const DELETE = route(async (request) => {
  const actor = await requireApiActor();
  const taken = takenBackSchema.parse(await readJson(request));
  requireOwn(actor, taken);
  await takeBackOnce(actor, taken, new Date());
  return Response.json({ state: "taken-back" });
});

/** What waits on a phone is never taken for the answer of whoever signs in there next. */
function requireOwn(actor: Actor, { accountId }: { accountId: string }): void {
  if (actor.accountId !== accountId) throw new AppError("unauthenticated", "signedOut");
}
