import { createHash } from "node:crypto";

/** SHA-256 of an id, hex: whoever has the id can tell whose receipt it is, and nobody learns the id by it. */
export const hashOf = (id: string): string => createHash("sha256").update(id).digest("hex");

/** The id of the receipt of a person who is forgotten; it is not the person's. */
export const receiptIdOf = (personId: string): string =>
  hashOf(personId).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
