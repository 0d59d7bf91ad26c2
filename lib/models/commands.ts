import { requireOwner } from "#lib/accounts/owner.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { saveEmbeddings } from "#lib/faces/embeddings/commands.ts";
import { embedderSetOf } from "#lib/faces/gallery/queries.ts";
import type { Embedding } from "#lib/faces/types.ts";
import { calibrateSoon, recogniseAgainSoon } from "#lib/identity/again/commands.ts";
import { db, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { type EnqueueOptions, enqueue } from "#lib/jobs/queue.ts";
import { embedderSets, embeddersOfSet } from "#models/manifest.ts";
import type { EmbedderSwitch, Household } from "#prisma/generated/client.ts";
import { type FaceToEmbed, isBehind, KEEP_PREVIOUS_DAYS } from "./queries.ts";

/**
 * Sets out for another set of embedders: its models are fetched, the stored faces are embedded with it
 * while the present set goes on deciding, and then it takes over. Choosing the present set stops that.
 * Choosing the same one again tries again.
 *
 * @throws AppError forbidden: only owners choose
 */
export async function chooseEmbedderSet(actor: Actor, toSet: string, now: Date): Promise<void> {
  requireOwner(actor, "onlyOwnerChoosesModels");
  const { householdId, accountId } = actor;
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const household = await tx.household.findUniqueOrThrow({ where: { id: householdId } });
    const { embedderSet: fromSet, nextEmbedderSet: before } = household;
    const nextEmbedderSet = toSet === fromSet ? null : toSet;
    await tx.household.update({ where: { id: householdId }, data: { nextEmbedderSet } });
    if (nextEmbedderSet) await setOut(tx, { householdId, fromSet, toSet }, now);
    else await tx.embedderSwitch.deleteMany({ where: { householdId, finishedAt: null } });
    await tx.auditEntry.create({
      data: {
        ...{ householdId, accountId, act: "choose-models", subject: householdId },
        detail: { before: before ?? fromSet, after: toSet },
      },
    });
    await announceChange(tx, householdId);
  });
}

async function setOut(
  tx: Transaction,
  { householdId, ...sets }: { householdId: string; fromSet: string; toSet: string },
  startedAt: Date,
): Promise<void> {
  const fresh = { ...sets, startedAt, fetchedBytes: 0, totalBytes: 0, problem: null };
  await tx.embedderSwitch.upsert({
    where: { householdId },
    update: { ...fresh, finishedAt: null },
    create: { ...fresh, householdId },
  });
  await fetchSoon(tx, sets.toSet);
}

const fetchSoon = (tx: Transaction, embedderSet: string) =>
  enqueue(tx, "fetch-models", { embedderSet }, { key: `fetch-models:${embedderSet}` });

/** Behind everything that looks at recordings. */
const EMBED_AGAIN_PRIORITY = 10;

/** Has the household's faces that its sets have not seen embedded, the newest first. */
export const embedSoon = (tx: Transaction, householdId: string, options: EnqueueOptions = {}) =>
  enqueue(
    tx,
    "embed-again",
    { householdId },
    { key: `embed-again:${householdId}`, priority: EMBED_AGAIN_PRIORITY, ...options },
  );

/** Goes on with it: a key of its own, so that a new beginning is not lost. */
const embedOn = (tx: Transaction, householdId: string, before: string) =>
  enqueue(
    tx,
    "embed-again",
    { householdId, before },
    { key: `embed-again:${householdId}:on`, priority: EMBED_AGAIN_PRIORITY },
  );

/** Tells the households that wait for a set how its download fares. */
export async function noteFetch(
  toSet: string,
  stand: { fetchedBytes: number; totalBytes: number } | { problem: string | null },
): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const householdId of await waitingFor(tx, toSet)) {
      await tx.embedderSwitch.updateMany({ where: { householdId, toSet }, data: stand });
      await announceChange(tx, householdId);
    }
  });
}

/** The models of a set are there: the faces of those who wait for it can be embedded. */
export async function noteFetched(toSet: string): Promise<void> {
  await db().$transaction(async (tx) => {
    for (const householdId of await waitingFor(tx, toSet)) {
      await tx.embedderSwitch.updateMany({
        where: { householdId, toSet },
        data: { fetchedBytes: 0, totalBytes: 0, problem: null },
      });
      await embedSoon(tx, householdId);
      await announceChange(tx, householdId);
    }
  });
}

async function waitingFor(tx: Transaction, nextEmbedderSet: string): Promise<string[]> {
  const households = await tx.household.findMany({
    where: { nextEmbedderSet },
    select: { id: true },
  });
  return households.map(({ id }) => id);
}

/** What was made of a stored face: its embeddings, or null where its crop is gone or spoilt. */
export type EmbeddedAgain = Pick<FaceToEmbed, "faceId" | "alignedKey"> & {
  embeddings: readonly Embedding[] | null;
};

/** While more of what decides is on its way, all is recognised again only after so long a pause. */
const MORE_TO_COME_MS = 60_000;

/**
 * Writes what embedders made of stored crops, and has the household's next faces done, and, where the set
 * that decides has gained some, all recognised again, since what could not be compared now can. A face that was
 * deleted or seen anew meanwhile is left alone. One whose crop is gone or spoilt keeps the embeddings that
 * it has: it is found by their sets only.
 *
 * @param isLast whether these are all that were left
 */
export async function saveEmbeddedAgain(
  householdId: string,
  faces: readonly EmbeddedAgain[],
  isLast: boolean,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    for (const { faceId, alignedKey, embeddings } of faces) {
      const isSame = await tx.face.count({ where: { id: faceId, alignedKey } });
      if (!isSame) continue;
      if (embeddings) await saveEmbeddings(tx, { householdId, faceId }, embeddings);
      else await giveUpCrop(tx, { householdId, faceId, alignedKey });
    }
    const last = faces.at(-1);
    if (last) await embedOn(tx, householdId, last.faceId);
    await recogniseGained(tx, householdId, faces, isLast ? 0 : MORE_TO_COME_MS);
    await announceChange(tx, householdId);
  });
}

/**
 * Has all recognised again if any of the faces was embedded by what decides. A key of its own: what somebody
 * says meanwhile does not wait for the last piece.
 */
async function recogniseGained(
  tx: Transaction,
  householdId: string,
  faces: readonly EmbeddedAgain[],
  laterMs: number,
): Promise<void> {
  const deciding = new Set(
    embeddersOfSet(await embedderSetOf(tx, householdId)).map(({ model }) => model.name),
  );
  const made = faces.flatMap(({ embeddings }) => embeddings ?? []);
  if (!made.some(({ embedder }) => deciding.has(embedder))) return;
  const runAt = new Date(Date.now() + laterMs);
  const key = `recognise-again:${householdId}:gained`;
  const options = { key, runAt, priority: EMBED_AGAIN_PRIORITY };
  await enqueue(tx, "recognise-again", { householdId }, options);
}

/** What still lies there is removed: no row would tell an erasure of it. */
async function giveUpCrop(
  tx: Transaction,
  { householdId, faceId, alignedKey }: { householdId: string; faceId: string; alignedKey: string },
): Promise<void> {
  await tx.face.update({ where: { id: faceId }, data: { alignedKey: null } });
  await enqueue(tx, "delete-objects", { householdId, keys: [alignedKey] });
}

const DAY_MS = 24 * 3_600_000;
/** A recording that was looked at just before still knew of the old set alone. */
const STRAGGLERS_MS = 120_000;

/**
 * Has a set decide from now on, if the household still waits for it and every stored face is embedded
 * with it; those that have come meanwhile are embedded first. Its thresholds are those of a household
 * without any of its own until it is calibrated, which follows, and all faces are recognised again. The
 * embeddings of the set before stay for KEEP_PREVIOUS_DAYS.
 */
export async function takeOver(householdId: string, toSet: string, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const household = await tx.household.findUnique({ where: { id: householdId } });
    if (household?.nextEmbedderSet !== toSet) return;
    if (await isBehind(tx, householdId, toSet)) return await embedSoon(tx, householdId);
    await tx.household.update({
      where: { id: householdId },
      data: { embedderSet: toSet, nextEmbedderSet: null },
    });
    await tx.embedderSwitch.updateMany({
      where: { householdId, toSet },
      data: { finishedAt: now },
    });
    await embedSoon(tx, householdId, { runAt: new Date(now.getTime() + STRAGGLERS_MS) });
    await recogniseAgainSoon(tx, householdId);
    await calibrateSoon(tx, householdId, { priority: EMBED_AGAIN_PRIORITY });
    await announceChange(tx, householdId);
  });
}

/** Has the embedders tended: when a worker starts, for a new version of Kith may embed differently. */
export async function tendEmbeddersSoon(): Promise<void> {
  await db().$transaction((tx) => enqueue(tx, "tend-embedders", {}, { key: "tend-embedders" }));
}

/**
 * Starts again what stands still: sets that households wait for, faces that a set has not seen. And
 * deletes the embeddings of sets that were left KEEP_PREVIOUS_DAYS ago; those of a face without a crop
 * stay, since nothing could make them again.
 */
export async function tendEmbedders(now: Date): Promise<void> {
  const households = await db().household.findMany({ include: { switch: true } });
  const [standard] = embedderSets();
  const chosen = households.flatMap(({ embedderSet, nextEmbedderSet }) =>
    embedderSet === standard?.name ? [nextEmbedderSet] : [embedderSet, nextEmbedderSet],
  );
  await db().$transaction(async (tx) => {
    for (const set of new Set(chosen)) if (set) await fetchSoon(tx, set);
  });
  const leftBefore = new Date(now.getTime() - KEEP_PREVIOUS_DAYS * DAY_MS);
  for (const household of households)
    await db().$transaction((tx) => tendHousehold(tx, household, leftBefore));
}

async function tendHousehold(
  tx: Transaction,
  { id, embedderSet, switch: latest }: Household & { switch: EmbedderSwitch | null },
  leftBefore: Date,
): Promise<void> {
  if (await isBehind(tx, id, embedderSet)) await embedSoon(tx, id);
  const isOver = !latest || (latest.finishedAt && latest.finishedAt < leftBefore);
  if (isOver) await dropEmbeddings(tx, id, embedderSet);
}

async function dropEmbeddings(
  tx: Transaction,
  householdId: string,
  exceptOf: string,
): Promise<void> {
  const names = embeddersOfSet(exceptOf).map(({ model }) => model.name);
  await tx.embedding.deleteMany({
    where: { householdId, embedder: { notIn: names }, face: { alignedKey: { not: null } } },
  });
}
