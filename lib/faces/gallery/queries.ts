import type { Transaction } from "#lib/infra/db.ts";
import { Prisma } from "#prisma/generated/client.ts";
import { vectorOpener } from "../embeddings/queries.ts";
import { FACES_EACH } from "../identification/enrolment.ts";
import type { Lighting } from "../shots/lighting.ts";
import type { UnitVector } from "../types.ts";

export type EmbedderVersion = { embedder: string; version: string };

/** A face whose embeddings have arrived. */
export type ArrivedFace = {
  faceId: string;
  sequence: bigint;
  /** In the embedders' order; null while one is missing or its key is lost. */
  vectors: UnitVector[] | null;
  /** Whether the first embedder has embedded it: `countEmbedded` counts it then. */
  isCounted: boolean;
};

type EmbeddingRow = {
  faceId: string;
  sequence: bigint;
  vector: Uint8Array;
  keyId: string | null;
  /** Of its embedder among those that were asked for, from 1. */
  position: bigint;
};

/**
 * The household's faces of which an embedding arrived after `sequence`, at most `limit`, in order of
 * arrival. Embeddings are written under the household's lock: none can arrive later with a lower number.
 */
export async function facesArrivedAfter(
  tx: Transaction,
  householdId: string,
  embedders: readonly EmbedderVersion[],
  sequence: bigint,
  limit: number,
): Promise<ArrivedFace[]> {
  const rows = await tx.$queryRaw<EmbeddingRow[]>`
    with wanted as (
      select * from unnest(
        ${embedders.map(({ embedder }) => embedder)}::text[],
        ${embedders.map(({ version }) => version)}::text[]
      ) with ordinality as wanted (embedder, version, position)
    ), arrived as (
      select face_id, max(sequence) as sequence
      from embeddings join wanted using (embedder, version)
      where household_id = ${householdId}::uuid and sequence > ${sequence}
      group by face_id order by max(sequence) limit ${limit}
    )
    select face_id as "faceId", arrived.sequence, vector, key_id as "keyId", position
    from arrived join embeddings using (face_id) join wanted using (embedder, version)
    order by arrived.sequence, position`;
  const open = vectorOpener();
  return [...Map.groupBy(rows, ({ faceId }) => faceId)].map(([faceId, parts]) => {
    const vectors = parts.flatMap((part) => open({ ...part, householdId }) ?? []);
    return {
      faceId,
      sequence: parts[0]?.sequence ?? sequence,
      vectors: vectors.length === embedders.length ? vectors : null,
      isCounted: parts[0]?.position === 1n,
    };
  });
}

/** The set of embedders that the household decides by. */
export async function embedderSetOf(tx: Transaction, householdId: string): Promise<string> {
  const { embedderSet } = await tx.household.findUniqueOrThrow({ where: { id: householdId } });
  return embedderSet;
}

/** How many of the household's faces the embedder has embedded. */
export const countEmbedded = (
  tx: Transaction,
  householdId: string,
  { embedder, version }: EmbedderVersion,
): Promise<number> => tx.embedding.count({ where: { householdId, embedder, version } });

/** Which of the household's faces the embedder has embedded. */
export async function embeddedFaces(
  tx: Transaction,
  householdId: string,
  { embedder, version }: EmbedderVersion,
): Promise<Set<string>> {
  const rows = await tx.embedding.findMany({
    where: { householdId, embedder, version },
    select: { faceId: true },
  });
  return new Set(rows.map(({ faceId }) => faceId));
}

/** Whose faces count for a decision. */
export type GalleryScope = {
  householdId: string;
  /** The event that is decided: its own faces do not count. */
  exceptEventId: string | null;
  /** The set of embedders that decides. */
  embedderSet: string | undefined;
  /** Fused cosine that a face must have been named with by that set, unless the household confirmed it. */
  namedFrom: Record<Lighting, number>;
};

/**
 * Whether a face `f` may make templates: one that the household has confirmed, the first of somebody new,
 * and one that was named with certainty. One that another set has named may until it is looked at again:
 * the cosines of two sets do not compare.
 */
export const makesTemplates = ({
  embedderSet,
  namedFrom,
}: Pick<GalleryScope, "embedderSet" | "namedFrom">) => Prisma.sql`
  (f.is_confirmed or f.match <> 'named' or f.embedder_set is distinct from ${embedderSet ?? null}::text
    or coalesce(f.similarity >= case f.lighting
      when 'day' then ${namedFrom.day}::float8 else ${namedFrom.infrared}::float8 end, false))`;

/** The order in which the faces of one angle and lighting make templates, as `enrol` chooses them. */
export const templateOrder = Prisma.sql`f.is_confirmed desc, f.quality desc, f.id`;

/** The faces that make people's templates. None of who is forgotten, none that is no face. */
const countingFaces = ({ householdId, exceptEventId, ...deciding }: GalleryScope) => Prisma.sql`
  faces f join people p on p.id = f.person_id
  where f.household_id = ${householdId}::uuid and f.event_id is distinct from ${exceptEventId}::uuid
    and f.is_face and p.forgotten_at is null and ${makesTemplates(deciding)}`;

/** Whose the faces are, of those that count. */
export async function peopleOfFaces(
  tx: Transaction,
  scope: GalleryScope,
  faceIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ faceId: string; personId: string }[]>`
    select f.id as "faceId", f.person_id as "personId" from ${countingFaces(scope)}
      and f.id = any(${faceIds}::uuid[])`;
  return new Map(rows.map(({ faceId, personId }) => [faceId, personId]));
}

export type FaceOfPerson = {
  faceId: string;
  personId: string;
  isChild: boolean;
  /** 0..1. */
  quality: number;
  angle: "front" | "half_profile" | "profile";
  lighting: "day" | "infrared";
  isConfirmed: boolean;
};

/** The faces that count of these people, the best of each angle and lighting. */
export async function facesOfPeople(
  tx: Transaction,
  scope: GalleryScope,
  personIds: readonly string[],
): Promise<FaceOfPerson[]> {
  return await tx.$queryRaw<FaceOfPerson[]>`
    select "faceId", "personId", "isChild", quality, angle, lighting, "isConfirmed" from (
      select f.id as "faceId", f.person_id as "personId", p.is_child as "isChild", f.quality,
        f.angle::text, f.lighting::text, f.is_confirmed as "isConfirmed",
        row_number() over (
          partition by f.person_id, f.angle, f.lighting order by ${templateOrder}
        ) as place
      from ${countingFaces(scope)} and f.person_id = any(${personIds}::uuid[])
    ) as ranked
    where place <= ${FACES_EACH}`;
}

/** The faces of which the household said that they are not these people. */
export const rejectionsOfPeople = (
  tx: Transaction,
  householdId: string,
  personIds: readonly string[],
): Promise<{ faceId: string; personId: string }[]> =>
  tx.faceRejection.findMany({
    where: { householdId, personId: { in: [...personIds] }, face: { isFace: true } },
    select: { faceId: true, personId: true },
  });
