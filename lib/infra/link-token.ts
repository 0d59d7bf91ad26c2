import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "./env.ts";

/**
 * What an address carries to give one thing without a session, until it expires. It says nothing, and
 * is of use for this subject alone.
 *
 * @param subject what the address gives, and of whom
 */
export function linkToken(subject: readonly string[], expiresAt: Date): string {
  const expires = String(Math.floor(expiresAt.getTime() / 1000));
  return `${expires}.${codeOf(subject, expires).toString("base64url")}`;
}

/** Whether the token was made by `linkToken` for this subject and has not expired. */
export function isLinkToken(token: string, subject: readonly string[], now: Date): boolean {
  const [expires = "", code = ""] = token.split(".");
  const given = Buffer.from(code, "base64url");
  const due = codeOf(subject, expires);
  return (
    given.length === due.length &&
    timingSafeEqual(given, due) &&
    Number(expires) * 1000 > now.getTime()
  );
}

const codeOf = (subject: readonly string[], expires: string) =>
  createHmac("sha256", env().NEXTAUTH_SECRET)
    .update(JSON.stringify(["link-token", ...subject, expires]))
    .digest();
