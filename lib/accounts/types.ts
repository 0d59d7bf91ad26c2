import type { Clock } from "#messages/clock.ts";
import type { Locale } from "#messages/locale.ts";

declare const proven: unique symbol;

/** A household that was proven by a session, a ring account or a row: never a string from outside. */
export type HouseholdId = string & { readonly [proven]: "HouseholdId" };

export type Role = "owner" | "member";

/**
 * A signed-in person in one household. Minted only by `lib/accounts/queries.ts`; every query for a
 * page demands one, so that nothing can be read without a session.
 */
export type Actor = {
  readonly accountId: string;
  readonly householdId: HouseholdId;
  readonly role: Role;
  readonly email: string;
  readonly displayName: string;
  /** The household's, as an IANA name: "Europe/Berlin". */
  readonly timeZone: string;
  readonly locale: Locale;
  readonly clock: Clock;
  /** Whether the review listens to single letters. */
  readonly reviewKeys: boolean;
} & { readonly [proven]: "Actor" };

/** Whoever or whatever belongs to a household. */
export type InHousehold = Pick<Actor, "householdId">;

/** How the page of signing in is told that too many passwords have been tried. */
export const TOO_MANY_TRIES = "TooManyTries";

/** And that too many passwords are being tried just now, for whatever e-mails. */
export const TOO_MANY_AT_ONCE = "TooManyAtOnce";
