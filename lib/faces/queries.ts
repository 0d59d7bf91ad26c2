import { lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { vectorOpener } from "./embeddings/queries.ts";
import type { UnitVector } from "./types.ts";

/** A stored face with what one embedder pair made of it, null where its key is lost. */
export type GalleryFace = {
  faceId: string;
  sequence: bigint;
  primary: UnitVector | null;
  secondary: UnitVector | null;
};

export type EmbedderVersion = { embedder: string; version: string };

/**
 * The household's faces that arrived after `sequence`, in order of arrival. Faces are written under
 * the household's lock, so none can arrive later with a lower number.
 */
export async function galleryAfter(
  tx: Transaction,
  householdId: string,
  [primary, secondary]: readonly [EmbedderVersion, EmbedderVersion],
  sequence: bigint,
): Promise<GalleryFace[]> {
  await lockHousehold(tx, householdId);
  type Stored = { vector: Uint8Array; keyId: string | null };
  const rows = await tx.$queryRaw<
    {
      faceId: string;
      sequence: bigint;
      primary: Stored["vector"];
      secondary: Stored["vector"];
      primaryKey: string | null;
      secondaryKey: string | null;
    }[]
  >`
    select a.face_id as "faceId", a.sequence, a.vector as primary, b.vector as secondary,
      a.key_id as "primaryKey", b.key_id as "secondaryKey"
    from embeddings a
    join embeddings b on b.face_id = a.face_id
      and b.embedder = ${secondary.embedder} and b.version = ${secondary.version}
    where a.household_id = ${householdId}::uuid
      and a.embedder = ${primary.embedder} and a.version = ${primary.version}
      and a.sequence > ${sequence}
    order by a.sequence`;
  const open = vectorOpener();
  return rows.map((row) => {
    const { faceId } = row;
    return {
      faceId,
      sequence: row.sequence,
      primary: open({ householdId, faceId, vector: row.primary, keyId: row.primaryKey }),
      secondary: open({ householdId, faceId, vector: row.secondary, keyId: row.secondaryKey }),
    };
  });
}

/** Of the household's faces that arrived up to `sequence`, those that are still there. */
export async function facesUpTo(
  tx: Transaction,
  householdId: string,
  { embedder, version }: EmbedderVersion,
  sequence: bigint,
): Promise<string[]> {
  const embeddings = await tx.embedding.findMany({
    where: { householdId, embedder, version, sequence: { lte: sequence } },
    select: { faceId: true },
  });
  return embeddings.map(({ faceId }) => faceId);
}

/** A face as it is now: whose it is, and of which event. */
export type FacePerson = { personId: string; eventId: string };

/** Whose the faces are now; a face that was deleted is missing. */
export async function peopleOfFaces(
  tx: Transaction,
  householdId: string,
  faceIds: readonly string[],
): Promise<Map<string, FacePerson>> {
  const faces = await tx.face.findMany({
    where: { householdId, id: { in: [...faceIds] } },
    select: { id: true, personId: true, eventId: true },
  });
  return new Map(faces.map(({ id, ...face }) => [id, face]));
}
