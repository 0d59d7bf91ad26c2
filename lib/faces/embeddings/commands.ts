import { db, type Transaction, transactLazily } from "#lib/infra/db.ts";
import { encrypt, type KeyRing, parseKeyRing } from "#lib/infra/encryption.ts";
import { env } from "#lib/infra/env.ts";
import { logger } from "#lib/infra/logger.ts";
import { Prisma } from "#prisma/generated/client.ts";
import type { Embedding } from "../types.ts";
import { toBytes } from "../vector-bytes.ts";
import { heldKeys, type StoredVector, vectorContext, vectorOpener } from "./queries.ts";

/**
 * Writes what embedders made of a face, encrypted. What is there of the same embedders, whatever their
 * version, is replaced, and arrives anew for every index. The household must be locked.
 */
export async function saveEmbeddings(
  tx: Transaction,
  face: { householdId: string; faceId: string },
  embeddings: readonly Embedding[],
): Promise<void> {
  const ring = parseKeyRing(env().TOKEN_KEYS);
  for (const { embedder, version, vector } of embeddings) {
    const { faceId, householdId } = face;
    await tx.embedding.deleteMany({ where: { faceId, embedder } });
    const sealed = encrypt(ring, toBytes(vector), vectorContext(face));
    await tx.embedding.create({
      data: { faceId, embedder, version, householdId, vector: sealed, keyId: ring.current },
    });
  }
}

/** Rows of one statement: some hundredths of a second, so that nobody waits for it. */
const BATCH = 500;

/**
 * Encrypts with the current key what is not encrypted or what another key of the ring encrypted, so
 * that the other one can be dropped from TOKEN_KEYS. One batch; whoever runs at the same time takes
 * others.
 *
 * @returns how many there were: none means that all is done
 */
export async function resealEmbeddings(): Promise<number> {
  const ring = parseKeyRing(env().TOKEN_KEYS);
  const others = [...ring.keys.keys()].filter((id) => id !== ring.current);
  return await transactLazily(async (tx) => {
    const rows = await tx.$queryRaw<(StoredVector & { id: string })[]>`
      select id, household_id as "householdId", face_id as "faceId", vector, key_id as "keyId"
      from embeddings where key_id is null or key_id = any(${others})
      limit ${BATCH} for update skip locked`;
    if (rows.length === 0) return 0;
    await writeSealed(tx, ring, rows);
    return rows.length;
  });
}

async function writeSealed(
  tx: Transaction,
  ring: KeyRing,
  rows: readonly (StoredVector & { id: string })[],
): Promise<void> {
  const open = vectorOpener();
  const sealed = rows.flatMap((row) => {
    const vector = open(row);
    const bytes = vector && encrypt(ring, toBytes(vector), vectorContext(row));
    return bytes ? [Prisma.sql`(${row.id}::uuid, ${bytes}::bytea)`] : [];
  });
  await tx.$executeRaw`
    update embeddings set vector = sealed.vector, key_id = ${ring.current}
    from (values ${Prisma.join(sealed)}) as sealed (id, vector)
    where embeddings.id = sealed.id`;
}

/** Says in the log how many embeddings no key of the ring opens, and which keys they want. */
export async function reportLostKeys(): Promise<void> {
  const lost = await db().embedding.groupBy({
    by: ["keyId"],
    where: { keyId: { not: null, notIn: heldKeys() } },
    _count: true,
  });
  for (const { keyId, _count: embeddings } of lost)
    logger.error(
      { keyId, embeddings },
      "TOKEN_KEYS lacks a key that faces are encrypted with: they are not recognised until it is back or they are embedded anew",
    );
}
