import type { Actor } from "#lib/accounts/types.ts";
import { endSnoozeWithin, snoozeWithin } from "#lib/alerts/commands.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { AppError } from "#lib/errors.ts";
import { takeBack } from "#lib/identity/commands.ts";
import type { Transaction } from "#lib/infra/db.ts";
import { categoriseWithin } from "#lib/people/commands.ts";
import { doOnce } from "#lib/requests/commands.ts";
import { timeWords } from "../message.ts";
import { type PushTranslator, pushTranslator } from "../translator.ts";
import type { ActAnswer } from "../types.ts";
import { soleVisitor } from "./queries.ts";
import type { NotificationAct } from "./schema.ts";

/**
 * Does what a button of a notification asks for, once: whoever asks again with the same key, because
 * the answer was lost on the way, gets the same answer.
 *
 * @returns what the notification says instead
 * @throws AppError not-found, conflict: then nothing was done
 */
export async function actOnNotification(
  actor: Actor,
  asked: NotificationAct,
  now: Date,
): Promise<ActAnswer> {
  const t = pushTranslator(actor.locale);
  return await doOnce({ actor, key: asked.key, now }, (tx) => perform(tx, actor, asked, t, now));
}

async function perform(
  tx: Transaction,
  actor: Actor,
  asked: NotificationAct,
  t: PushTranslator,
  now: Date,
): Promise<ActAnswer> {
  switch (asked.action) {
    case "familiar":
      return await markFamiliar(tx, actor, asked, t);
    case "snooze":
      return await snoozeCamera(tx, actor, asked.decisionId, t, now);
    case "undo":
      await takeBack(tx, actor, asked.entryId, now);
      return takenBack(t);
    case "end-snooze":
      await endSnoozeWithin(tx, actor, asked.snoozeId);
      return takenBack(t);
  }
}

async function markFamiliar(
  tx: Transaction,
  actor: Actor,
  { decisionId, personId }: { decisionId: string; personId: string },
  t: PushTranslator,
): Promise<ActAnswer> {
  const decision = await ownDecision(tx, actor, decisionId);
  const visitor = await soleVisitor(tx, decision.visitId);
  if (visitor?.person.id !== personId || visitor.isPerhapsWatched)
    throw new AppError("conflict", "moreIsKnown");
  const { entryId } = await categoriseWithin(tx, actor, personId, "familiar");
  const { name } = visitor.person;
  return {
    title: name ? t("done.familiar", { name }) : t("done.familiarNameless"),
    body: t("done.familiarMeans"),
    actions: entryId ? [{ action: "undo", title: t("act.undo") }] : [],
    act: entryId ? { entryId } : null,
  };
}

const SNOOZE_MS = 3_600_000;

async function snoozeCamera(
  tx: Transaction,
  actor: Actor,
  decisionId: string,
  t: PushTranslator,
  now: Date,
): Promise<ActAnswer> {
  const { camera } = (await ownDecision(tx, actor, decisionId)).event;
  const until = new Date(now.getTime() + SNOOZE_MS);
  const { snoozeId } = await snoozeWithin(tx, actor, { cameraId: camera.id, until }, now);
  return {
    title: t("done.snoozed", { camera: cameraName(camera) }),
    body: t("done.snoozedMeans", { time: timeWords(until, actor) }),
    actions: [{ action: "end-snooze", title: t("act.undo") }],
    act: { snoozeId },
  };
}

const takenBack = (t: PushTranslator): ActAnswer => ({
  ...{ title: t("done.undone"), body: t("done.undoneMeans") },
  ...{ actions: [], act: null },
});

async function ownDecision(tx: Transaction, { householdId, accountId }: Actor, decisionId: string) {
  const decision = await tx.notificationDecision.findUnique({
    where: { id: decisionId, householdId, accountId },
    include: { event: { include: { camera: true } } },
  });
  if (!decision) throw new AppError("not-found", "visitGone");
  return decision;
}
