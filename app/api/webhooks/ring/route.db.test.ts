import { afterEach, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { POST } from "./route.ts";

withTestDatabase();

afterEach(() => {
  delete process.env.RING_BAD_SIGNATURE_STATUS;
  forgetEnv();
});

const post = () =>
  POST(
    new Request("http://localhost/api/webhooks/ring", {
      method: "POST",
      headers: { "x-signature": "sha256=0" },
      body: "{}",
    }),
  );

it.each([
  [undefined, 401],
  ["503", 503],
])(
  "with RING_BAD_SIGNATURE_STATUS %s answers a wrong signature with %d and keeps nothing",
  async (setting, status) => {
    if (setting) process.env.RING_BAD_SIGNATURE_STATUS = setting;
    forgetEnv();
    expect((await post()).status).toBe(status);
    expect(await db().webhookDelivery.count()).toBe(0);
  },
);
