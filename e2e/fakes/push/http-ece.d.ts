/** The part of http_ece that a receiver needs; the package brings no types. */
declare module "http_ece" {
  import type { ECDH } from "node:crypto";

  export function decrypt(
    body: Buffer,
    options: {
      version: "aes128gcm";
      privateKey: ECDH;
      /** base64url. */
      authSecret: string;
    },
  ): Buffer;
}
