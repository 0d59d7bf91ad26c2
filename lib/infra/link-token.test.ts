import { afterAll, beforeAll, expect, it } from "vitest";
import { forgetEnv } from "./env.ts";
import { isLinkToken, linkToken } from "./link-token.ts";

const settings = {
  NEXTAUTH_SECRET: "test-secret-test-secret-test-secret-",
  DATABASE_URL: "postgres://localhost/none",
  TOKEN_KEYS: "test",
  VAPID_PUBLIC_KEY: "test",
  VAPID_PRIVATE_KEY: "test",
  RING_CLIENT_ID: "test",
  RING_CLIENT_SECRET: "test",
  RING_HMAC_KEYS: "test",
};
const before = { ...process.env };
beforeAll(() => {
  Object.assign(process.env, settings);
  forgetEnv();
});
afterAll(() => {
  process.env = before;
  forgetEnv();
});

const expiresAt = new Date("2026-01-02T12:00:00Z");
const earlier = new Date("2026-01-02T11:59:59Z");
const subject = ["picture", "d1", "a1"];

it("gives its one thing until it expires", () => {
  const token = linkToken(subject, expiresAt);
  expect(isLinkToken(token, subject, earlier)).toBe(true);
  expect(isLinkToken(token, subject, expiresAt)).toBe(false);
});

it.each([
  ["another thing", (token: string) => [token, ["picture", "d2", "a1"]] as const],
  ["another member", (token: string) => [token, ["picture", "d1", "a2"]] as const],
  ["the same letters, divided otherwise", (token: string) => [token, ["picture", "d1a1"]] as const],
  ["a later end", (token: string) => [token.replace(/^\d+/, "9999999999"), subject] as const],
  ["nothing at all", () => ["", subject] as const],
  ["half of it", (token: string) => [token.slice(0, -4), subject] as const],
])("is of no use for %s", (_, change) => {
  const [token, asked] = change(linkToken(subject, expiresAt));
  expect(isLinkToken(token, asked, earlier)).toBe(false);
});
