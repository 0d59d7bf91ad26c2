import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { signIn } from "#lib/accounts/sign-in/commands.ts";
import { TOO_MANY_AT_ONCE, TOO_MANY_TRIES } from "#lib/accounts/types.ts";
import { env } from "#lib/infra/env.ts";
import { createRateLimit } from "./rate-limit.ts";

/** A session ends after this much inactivity, in seconds: 30 days. */
const SESSION_MAX_AGE_S = 30 * 24 * 3600;

/**
 * Each password costs 19 MiB and about 50 ms of a core to look at, for an e-mail that anybody may make up:
 * a quarter of a core at most. One client has a part of that: others can sign in beside it.
 */
const passwords = createRateLimit({ calls: 50, callsEach: 20, perMs: 10_000 });

/** The client's address as the reverse proxy, or without one Next, has added it to what anybody may write there. */
const clientOf = (headers: Record<string, unknown> = {}): string | undefined =>
  String(headers["x-forwarded-for"]).split(",").at(-1)?.trim();

const credentialsSchema = z.object({
  email: z.string().min(3).max(254),
  // An upper bound, so that nobody makes us hash a megabyte.
  password: z.string().min(1).max(256),
});

const claimsSchema = z.object({ accountId: z.string(), sessionEpoch: z.number() });

/** What a session cookie claims; `findActor` decides whether it still holds. */
export type SessionClaims = z.infer<typeof claimsSchema>;

/** Null for a session without our claims. */
export function readClaims(session: unknown): SessionClaims | null {
  return claimsSchema.safeParse(session).data ?? null;
}

/** E-mail and password, kept as a signed cookie. A function, so that building needs no settings. */
export const authOptions = (): NextAuthOptions => ({
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "jwt", maxAge: SESSION_MAX_AGE_S },
  pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
  useSecureCookies: env().NEXTAUTH_URL.startsWith("https://"),
  providers: [
    CredentialsProvider({
      credentials: { email: {}, password: { type: "password" } },
      // A refusal takes as long as a success and does not say which of the two was wrong.
      authorize: async (input, { headers }) => {
        const credentials = credentialsSchema.safeParse(input);
        if (!credentials.success) return null;
        if (!passwords.allows(performance.now(), clientOf(headers)))
          throw new Error(TOO_MANY_AT_ONCE);
        const { email, password } = credentials.data;
        const result = await signIn(email, password, new Date());
        if (result === "too-many") throw new Error(TOO_MANY_TRIES);
        if (result === "wrong") return null;
        return { id: result.accountId, sessionEpoch: result.sessionEpoch };
      },
    }),
  ],
  callbacks: {
    jwt: ({ token, user }) => {
      if (!user) return token;
      const sessionEpoch = "sessionEpoch" in user ? user.sessionEpoch : null;
      return { accountId: user.id, sessionEpoch };
    },
    session: ({ session, token }) => ({
      expires: session.expires,
      accountId: token.accountId,
      sessionEpoch: token.sessionEpoch,
    }),
  },
});
