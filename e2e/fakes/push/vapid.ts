/** Checks of a VAPID Authorization header (RFC 8292), as push services make them. */
import { createPublicKey, verify } from "node:crypto";

/** A token may not be good for longer. */
const MAX_LIFETIME_S = 24 * 3600;

/** Why a push service would refuse the header, or null. `origin` is the endpoint's own. */
export function vapidFault(
  header: string | undefined,
  origin: string,
  nowMs: number,
): string | null {
  const parts = /^vapid t=([^.]+)\.([^.]+)\.([^,\s]+), ?k=(\S+)$/.exec(header ?? "");
  const [, head = "", claims = "", signature = "", key = ""] = parts ?? [];
  if (!parts) return "no VAPID header";
  const point = Buffer.from(key, "base64url");
  if (point.length !== 65) return "the key is no uncompressed P-256 point";
  const publicKey = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const signed = Buffer.from(`${head}.${claims}`);
  const encoding = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
  if (!verify("sha256", signed, encoding, Buffer.from(signature, "base64url"))) {
    return "the signature is wrong";
  }
  return claimsFault(claims, origin, nowMs);
}

function claimsFault(claims: string, origin: string, nowMs: number): string | null {
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString()) as {
    aud?: string;
    exp?: number;
    sub?: string;
  };
  if (aud !== origin) return `the audience is ${aud}, not ${origin}`;
  const leftS = (exp ?? 0) - nowMs / 1000;
  if (leftS <= 0 || leftS > MAX_LIFETIME_S) return "the token's lifetime is out of range";
  return /^(mailto:|https:)/.test(sub ?? "") ? null : "the subject is no address";
}
