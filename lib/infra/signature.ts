/**
 * Ring's signatures: webhooks (hex) and the account link (base64url) share one key.
 *
 * [Note: Key encoding] The issued key looks like base64, yet its text is the key: the bytes are its
 * UTF-8 encoding, not what it decodes to. `base64` exists for an account where that proves wrong.
 */
import { createHmac, timingSafeEqual } from "node:crypto";

/** How the issued key text becomes bytes. See [Note: Key encoding]. */
export type HmacKeyEncoding = "utf8" | "base64";

/** The only form that Ring sends: one value, lower-case prefix, 64 lower-case hex digits. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** The `X-Signature` value for a body: `sha256=` and 64 lower-case hex digits. */
export function signBody(
  rawBody: Uint8Array,
  key: string,
  encoding: HmacKeyEncoding = "utf8",
): string {
  return `sha256=${bodyHmac(rawBody, key, encoding).toString("hex")}`;
}

/**
 * Whether any of the keys signed exactly these bytes. Every key is tried, each in constant time, so
 * the time taken says nothing about which one matched. No header, an empty key list or any other
 * header format is false; it never throws.
 */
export function verifySignature(
  rawBody: Uint8Array,
  header: string | null,
  keys: readonly string[],
  encoding: HmacKeyEncoding = "utf8",
): boolean {
  const hex = header === null ? undefined : SIGNATURE.exec(header)?.[1];
  if (hex === undefined) return false;
  const claimed = Buffer.from(hex, "hex");
  let matched = false;
  for (const key of keys) {
    // An empty key is a missing setting: with it anybody could sign.
    const genuine = timingSafeEqual(bodyHmac(rawBody, key, encoding), claimed) && key !== "";
    matched = genuine || matched;
  }
  return matched;
}

/**
 * The nonce of the account link redirect for one candidate account: 43 base64url characters.
 * `time` is the redirect's `time` parameter, epoch milliseconds, as it was received.
 */
export function linkNonce(
  key: string,
  time: number | string,
  accountId: string,
  encoding: HmacKeyEncoding = "utf8",
): string {
  return createHmac("sha256", keyBytes(key, encoding))
    .update(`${time}:${accountId}`, "utf8")
    .digest("base64url");
}

/** Whether a redirect was made for this account with any of the keys; each is tried in constant time. */
export function verifyLinkNonce(
  { nonce, time }: { nonce: string; time: string },
  accountId: string,
  keys: readonly string[],
  encoding: HmacKeyEncoding = "utf8",
): boolean {
  let matched = false;
  for (const key of keys) {
    const genuine = sameNonce(linkNonce(key, time, accountId, encoding), nonce) && key !== "";
    matched = genuine || matched;
  }
  return matched;
}

/** Whether two nonces are the same text, in constant time for texts of equal length. */
export function sameNonce(expected: string, given: string): boolean {
  const left = Buffer.from(expected, "utf8");
  const right = Buffer.from(given, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}

function bodyHmac(rawBody: Uint8Array, key: string, encoding: HmacKeyEncoding): Buffer {
  return createHmac("sha256", keyBytes(key, encoding)).update(rawBody).digest();
}

function keyBytes(key: string, encoding: HmacKeyEncoding): Buffer {
  return Buffer.from(key, encoding);
}
