import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** AES-256-GCM keys by id, the first being the one that encrypts. */
export type KeyRing = { current: string; keys: ReadonlyMap<string, Buffer> };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Reads "id:base64 of 32 bytes", comma separated, first = current.
 *
 * @throws when a key is malformed, naming its id and never its bytes.
 */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const item of text.split(",")) {
    const [id = "", encoded = ""] = item.trim().split(/:(.*)/s);
    const key = Buffer.from(encoded, "base64");
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32)
      throw new Error(`TOKEN_KEYS: key "${id}" must be id:base64 of exactly 32 bytes.`);
    keys.set(id, key);
  }
  const [current] = keys.keys();
  if (!current) throw new Error("TOKEN_KEYS holds no key.");
  return { current, keys };
}

/**
 * Layout of the result: 1 byte length of the key id, the id, nonce, tag, ciphertext.
 *
 * @param context what the bytes belong to: they open only where the same is given
 */
export function encrypt(
  ring: KeyRing,
  plain: string | Uint8Array,
  context = "",
): Uint8Array<ArrayBuffer> {
  const key = ring.keys.get(ring.current);
  if (!key) throw new Error("The current key is not in the ring.");
  const id = Buffer.from(ring.current);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.concat([id, Buffer.from(context)]));
  const body = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
  return new Uint8Array(
    Buffer.concat([Buffer.of(id.length), id, nonce, cipher.getAuthTag(), body]),
  );
}

/** A text again. @throws see `decryptBytes` */
export const decrypt = (ring: KeyRing, sealed: Uint8Array): string =>
  decryptBytes(ring, sealed).toString();

/** @throws when the key is unknown, the bytes were altered, or they belong to another context. */
export function decryptBytes(ring: KeyRing, sealed: Uint8Array, context = ""): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const idEnd = 1 + (bytes[0] ?? 0);
  const id = bytes.subarray(1, idEnd);
  const key = ring.keys.get(id.toString());
  if (!key) throw new Error(`Encrypted with key "${id}", which TOKEN_KEYS does not hold.`);
  const nonceEnd = idEnd + NONCE_BYTES;
  const tagEnd = nonceEnd + TAG_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(idEnd, nonceEnd));
  decipher.setAAD(Buffer.concat([id, Buffer.from(context)]));
  decipher.setAuthTag(bytes.subarray(nonceEnd, tagEnd));
  return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]);
}

/**
 * The same under the current key; null when it is so already, or when no key of the ring opens it.
 */
export function reseal(ring: KeyRing, sealed: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const id = Buffer.from(sealed.subarray(1, 1 + (sealed[0] ?? 0))).toString();
  if (id === ring.current || !ring.keys.has(id)) return null;
  return encrypt(ring, decryptBytes(ring, sealed));
}
