import type { Actor } from "#lib/accounts/types.ts";
import { heldKeys } from "#lib/faces/embeddings/queries.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { embeddersOfSet, embedderVersion } from "#models/manifest.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { otherModels, setOffers } from "./offers.ts";
import type { ModelsOverview, SwitchProgress } from "./types.ts";

/** How long the embeddings of a set that was left are kept, so that it can be taken back at once. */
export const KEEP_PREVIOUS_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** When the embeddings of the set before a switch go. */
export const keptUntil = (finishedAt: Date) =>
  new Date(finishedAt.getTime() + KEEP_PREVIOUS_DAYS * DAY_MS);

/** The models of the household, for the page. */
export async function modelsOverview(actor: Actor, now: Date): Promise<ModelsOverview> {
  const {
    embedderSet,
    nextEmbedderSet,
    switch: latest,
  } = await db().household.findUniqueOrThrow({
    where: { id: actor.householdId },
    include: { switch: true },
  });
  const isKept = latest?.finishedAt && keptUntil(latest.finishedAt) > now;
  return {
    currentSet: embedderSet,
    progress: nextEmbedderSet ? await progressTo(nextEmbedderSet, actor.householdId, latest) : null,
    previous: isKept
      ? { set: latest.fromSet, keptUntil: keptUntil(latest.finishedAt as Date).toISOString() }
      : null,
    sets: setOffers(),
    others: otherModels(),
  };
}

type Download = { fetchedBytes: number; totalBytes: number; problem: string | null };

async function progressTo(
  toSet: string,
  householdId: string,
  download: Download | null,
): Promise<SwitchProgress> {
  const [counts] = await db().$queryRaw<{ total: bigint; lacking: bigint }[]>`
    select count(*) as total, count(*) filter (where ${lacks([toSet])}) as lacking
    from faces f where f.household_id = ${householdId}::uuid and f.aligned_key is not null`;
  const { total = 0n, lacking = 0n } = counts ?? {};
  const { fetchedBytes = 0, totalBytes = 0, problem = null } = download ?? {};
  return {
    toSet,
    megabytes: { fetched: Math.floor(fetchedBytes / 1e6), total: Math.ceil(totalBytes / 1e6) },
    faces: { embedded: Number(total - lacking), total: Number(total) },
    problem,
  };
}

/** A stored face that embedders have not seen yet. */
export type FaceToEmbed = { faceId: string; alignedKey: string; embedders: string[] };

/**
 * Some of the household's faces with a stored crop that lack an embedding of one of the sets, the newest.
 *
 * @param before the id of a face: only older ones
 */
export const facesToEmbed = (
  householdId: string,
  sets: readonly string[],
  limit: number,
  before: string | null = null,
): Promise<FaceToEmbed[]> => db().$queryRaw<FaceToEmbed[]>`
  select f.id as "faceId", f.aligned_key as "alignedKey",
    array(select embedder from ${lackingOf(sets)}) as embedders
  from faces f
  where f.household_id = ${householdId}::uuid and f.aligned_key is not null
    and (${before}::uuid is null or f.id < ${before}::uuid) and ${lacks(sets)}
  order by f.id desc limit ${limit}`;

/** Whether one of the household's faces with a stored crop lacks an embedding of the set. */
export async function isBehind(
  tx: Transaction,
  householdId: string,
  set: string,
): Promise<boolean> {
  const [face] = await tx.$queryRaw<unknown[]>`
    select 1 from faces f
    where f.household_id = ${householdId}::uuid and f.aligned_key is not null and ${lacks([set])}
    limit 1`;
  return face !== undefined;
}

/** In SQL, of `faces f`: whether an embedder of the sets has not seen it. */
const lacks = (sets: readonly string[]) => Prisma.sql`exists (select 1 from ${lackingOf(sets)})`;

/** In SQL, of `faces f`: the embedders of the sets that have not seen it. */
function lackingOf(sets: readonly string[]): Prisma.Sql {
  const models = sets.flatMap((set) => embeddersOfSet(set).map(({ model }) => model));
  const names = models.map(({ name }) => name);
  return Prisma.sql`(
    select * from unnest(${names}::text[], ${models.map(embedderVersion)}::text[])
      as wanted (embedder, version)
    except select e.embedder, e.version from embeddings e where e.face_id = f.id
      and (e.key_id is null or e.key_id = any(${heldKeys()}))
  ) as lacking`;
}

/** By which sets a household is recognised, and is to be; null when it is gone. */
export const setsOfHousehold = (
  householdId: string,
): Promise<{ embedderSet: string; nextEmbedderSet: string | null } | null> =>
  db().household.findUnique({
    where: { id: householdId },
    select: { embedderSet: true, nextEmbedderSet: true },
  });
