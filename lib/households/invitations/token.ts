import { createHash } from "node:crypto";

/** What is kept of the token in an invitation's link: whoever reads the database cannot use it. */
export const tokenHash = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(token).digest());
