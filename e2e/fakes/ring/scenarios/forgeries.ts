/** W5: every way in which a signature can be wrong. */
import { createHmac } from "node:crypto";
import { signBody } from "#lib/infra/signature.ts";

const hex = (body: string, key: string | Buffer) =>
  createHmac("sha256", key).update(body).digest("hex");

/** The X-Signature value for a body and the true key, by the name of what is wrong; null sends none. */
export const FORGERIES: Record<string, (body: string, key: string) => string | null> = {
  missing: () => null,
  "wrong-prefix": (body, key) => `sha1=${hex(body, key)}`,
  "no-prefix": hex,
  "upper-case": (body, key) => `sha256=${hex(body, key).toUpperCase()}`,
  base64: (body, key) => `sha256=${createHmac("sha256", key).update(body).digest("base64")}`,
  "wrong-key": (body, key) => signBody(Buffer.from(body), `not ${key}`),
  "decoded-key": (body, key) => `sha256=${hex(body, Buffer.from(key, "base64"))}`,
  "altered-body": (body, key) => signBody(Buffer.from(body.replace("1.1", "1.2")), key),
  "reserialised-body": (body, key) =>
    signBody(Buffer.from(JSON.stringify(JSON.parse(body), null, 1)), key),
  "63-digits": (body, key) => signBody(Buffer.from(body), key).slice(0, -1),
  "65-digits": (body, key) => `${signBody(Buffer.from(body), key)}0`,
  "two-values": (body, key) => `${signBody(Buffer.from(body), key)}, sha256=${"0".repeat(64)}`,
};
