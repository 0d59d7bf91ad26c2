import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { env, forgetEnv, settingNames } from "./env.ts";

const complete = {
  DATABASE_URL: "postgres://kith@localhost/kith",
  NEXTAUTH_SECRET: "a-secret-of-more-than-thirty-two-letters",
  TOKEN_KEYS: "a:b",
  VAPID_PUBLIC_KEY: "p",
  VAPID_PRIVATE_KEY: "q",
  RING_CLIENT_ID: "id",
  RING_CLIENT_SECRET: "secret",
  RING_HMAC_KEYS: " one ,two",
};

describe("the settings", () => {
  const before = { ...process.env };
  beforeEach(forgetEnv);
  afterEach(() => {
    process.env = { ...before };
    forgetEnv();
  });
  const read = (settings: Record<string, string>) => {
    process.env = { NODE_ENV: "test", ...settings };
    return env();
  };

  it("have a default wherever one makes sense", () => {
    expect(read(complete)).toMatchObject({
      PORT: 3000,
      RING_HMAC_KEYS: ["one", "two"],
      RING_CLIP_RETRY_SCHEDULE_S: [5, 10, 20, 30],
      RING_BAD_SIGNATURE_STATUS: 401,
      RING_EMULATOR: false,
    });
  });

  it("name every problem at once", () => {
    const { DATABASE_URL: _, ...rest } = complete;
    expect(() => read({ ...rest, PORT: "door", RING_CLIP_RETRY_SCHEDULE_S: "5,soon" })).toThrow(
      /PORT[\s\S]*DATABASE_URL[\s\S]*RING_CLIP_RETRY_SCHEDULE_S/,
    );
  });

  it("are all explained in the README", () => {
    const readme = readFileSync("README.md", "utf8");
    expect(settingNames.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });
});
