import { AppError, type RefusalKey } from "#lib/errors.ts";
import type { Actor } from "./types.ts";

/** @throws AppError forbidden, with the words for what is kept to owners, when the actor is none */
export function requireOwner({ role }: Actor, refusal: RefusalKey = "onlyOwnerChanges"): void {
  if (role !== "owner") throw new AppError("forbidden", refusal);
}
