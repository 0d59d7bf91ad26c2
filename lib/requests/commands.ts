import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** A device's own key of what it asks for. */
export type RequestKey = { readonly actor: Actor; readonly key: string; readonly now: Date };

/**
 * Does what a device asks for, once: whoever asks again with the same key, because the answer was lost
 * on the way, gets the same answer. The key is written in the transaction of what is done.
 *
 * @throws AppError not-found for another account's key; what `perform` throws, and then nothing was done
 */
export const doOnce = <Answer>(
  request: RequestKey,
  perform: (tx: Transaction) => Promise<Answer>,
): Promise<Answer> =>
  underKey(request, async (tx, before) => before ?? (await remember(tx, request, perform(tx))));

/**
 * Works on what was answered under a key; null: nothing yet. What it returns is the answer from then on.
 *
 * @throws as `doOnce`
 */
export const answerAnew = <Answer>(
  request: RequestKey,
  perform: (tx: Transaction, before: Answer | null) => Promise<Answer>,
): Promise<Answer> =>
  underKey<Answer>(request, (tx, before) => remember(tx, request, perform(tx, before)));

async function underKey<Answer>(
  { actor: { householdId, accountId }, key }: RequestKey,
  work: (tx: Transaction, before: Answer | null) => Promise<Answer>,
): Promise<Answer> {
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const handled = await tx.handledRequest.findUnique({ where: { id: key } });
    if (handled && handled.accountId !== accountId) throw new AppError("not-found", "nothingToDo");
    return await work(tx, handled && (handled.answer as Answer));
  }, LONG);
}

async function remember<Answer>(
  tx: Transaction,
  { actor: { householdId, accountId }, key, now }: RequestKey,
  performed: Promise<Answer>,
): Promise<Answer> {
  const given = await performed;
  const answer = given as Prisma.InputJsonValue;
  await tx.handledRequest.upsert({
    where: { id: key },
    create: { id: key, householdId, accountId, answer, at: now },
    update: { answer, at: now },
  });
  return given;
}
