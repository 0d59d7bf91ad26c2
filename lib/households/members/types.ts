import type { Role } from "#lib/accounts/types.ts";

/** Somebody of the household, as its members see them. */
export type Member = {
  accountId: string;
  displayName: string;
  role: Role;
  /** Only its owner is told the others'. */
  email: string | null;
  /** ISO 8601. */
  since: string;
};
