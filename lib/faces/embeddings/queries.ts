import { decryptBytes, parseKeyRing } from "#lib/infra/encryption.ts";
import { env } from "#lib/infra/env.ts";
import type { UnitVector } from "../types.ts";
import { fromBytes } from "../vector-bytes.ts";

/** An embedding's vector as Postgres keeps it. */
export type StoredVector = {
  householdId: string;
  faceId: string;
  vector: Uint8Array;
  /** Null: not yet encrypted. */
  keyId: string | null;
};

/** What a sealed vector belongs to: moved to another face or household it does not open. */
export const vectorContext = ({
  householdId,
  faceId,
}: Pick<StoredVector, "householdId" | "faceId">) => `${householdId}/${faceId}`;

/** The keys of the settings. What another has encrypted is as good as not there. */
export const heldKeys = (): string[] => [...parseKeyRing(env().TOKEN_KEYS).keys.keys()];

/**
 * Opens stored vectors with the keys of the settings.
 *
 * @returns null for one whose key is lost: the face is as good as not embedded
 * @throws when the bytes were altered or are another face's
 */
export function vectorOpener(): (stored: StoredVector) => UnitVector | null {
  const ring = parseKeyRing(env().TOKEN_KEYS);
  return (stored) => {
    const { vector, keyId } = stored;
    if (keyId === null) return fromBytes(vector);
    return ring.keys.has(keyId)
      ? fromBytes(decryptBytes(ring, vector, vectorContext(stored)))
      : null;
  };
}
