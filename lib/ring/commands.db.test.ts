import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { signBody } from "#lib/infra/signature.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { receiveDelivery, verifyDelivery } from "./commands.ts";

const KEY = "current-key";
withTestDatabase({ RING_HMAC_KEYS: `${KEY},older-key` });

const now = new Date("2026-01-02T03:04:06Z");

function body(overrides: { requestId?: string; timestamp?: number } = {}): Uint8Array<ArrayBuffer> {
  const { requestId = randomUUID(), timestamp = 1_767_323_045_000 } = overrides;
  return new TextEncoder().encode(
    JSON.stringify({
      meta: { version: "1.1", request_id: requestId, account_id: "ava1.ring.account.A" },
      data: {
        id: "x",
        type: "button_press",
        attributes: { source: "ava1.ring.device.D", source_type: "devices", timestamp },
      },
    }),
  );
}
const deliver = (bytes: Uint8Array<ArrayBuffer>) =>
  receiveDelivery(verifyDelivery(bytes, signBody(bytes, KEY)), now);
const waitingJobs = async () => {
  const [row] = await db().$queryRaw<{ jobs: bigint }[]>`
    select count(*) as jobs from graphile_worker.jobs where task_identifier = 'receive-event'`;
  return Number(row?.jobs);
};

describe("the webhook inbox", () => {
  beforeEach(async () => {
    await db().webhookDelivery.deleteMany();
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
  });

  it("keeps a delivery as it was on the wire, with its job", async () => {
    const bytes = body();
    expect(await deliver(bytes)).toBe("new");
    const [row] = await db().webhookDelivery.findMany();
    expect(new Uint8Array(row?.body ?? [])).toEqual(bytes);
    expect(row).toMatchObject({ receivedAt: now, outcome: null, repeats: 0 });
    expect(await waitingJobs()).toBe(1);
  });

  it("takes twenty copies that arrive at once as one", async () => {
    const bytes = body();
    const results = await Promise.all(Array.from({ length: 20 }, () => deliver(bytes)));
    expect(results.filter((result) => result === "new")).toHaveLength(1);
    expect(await db().webhookDelivery.findMany()).toMatchObject([{ repeats: 19 }]);
    expect(await waitingJobs()).toBe(1);
  });

  it("takes the same event under a new request id as one", async () => {
    await deliver(body());
    expect(await deliver(body())).toBe("repeated");
    expect(await waitingJobs()).toBe(1);
    expect(await deliver(body({ timestamp: 1_767_323_045_001 }))).toBe("new");
  });

  it("keeps neither row nor job when the job cannot be added", async () => {
    await db().$executeRaw`alter schema graphile_worker rename to away`;
    try {
      await expect(deliver(body())).rejects.toThrow();
      expect(await db().webhookDelivery.count()).toBe(0);
    } finally {
      await db().$executeRaw`alter schema away rename to graphile_worker`;
    }
  });

  it("accepts an older key and refuses any other", () => {
    const bytes = body();
    expect(() => verifyDelivery(bytes, signBody(bytes, "older-key"))).not.toThrow();
    expect(() => verifyDelivery(bytes, signBody(bytes, "foreign-key"))).toThrow(AppError);
    expect(() => verifyDelivery(bytes, null)).toThrow(AppError);
  });
});
