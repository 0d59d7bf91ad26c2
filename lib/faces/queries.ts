import { lockHousehold, type Transaction } from "#lib/infra/db.ts";

/** A stored face with the embeddings of one embedder pair, as the index wants it. */
export type GalleryFace = {
  faceId: string;
  sequence: bigint;
  /** Float32, little endian. */
  primary: Uint8Array;
  secondary: Uint8Array;
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
  return await tx.$queryRaw<GalleryFace[]>`
    select a.face_id as "faceId", a.sequence, a.vector as primary, b.vector as secondary
    from embeddings a
    join embeddings b on b.face_id = a.face_id
      and b.embedder = ${secondary.embedder} and b.version = ${secondary.version}
    where a.household_id = ${householdId}::uuid
      and a.embedder = ${primary.embedder} and a.version = ${primary.version}
      and a.sequence > ${sequence}
    order by a.sequence`;
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
