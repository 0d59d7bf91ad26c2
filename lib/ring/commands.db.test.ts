import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import { AppError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { signBody } from "#lib/infra/signature.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import { accessTokenFor, linkRingAccount, receiveDelivery, verifyDelivery } from "./commands.ts";

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

describe("a linked Ring account", () => {
  let emulator: RingEmulator;
  let ringAccountId: string;
  let accountId: string;

  beforeAll(async () => {
    emulator = await startRingEmulator();
    Object.assign(process.env, {
      RING_EMULATOR: "1",
      RING_API_BASE_URL: emulator.apiUrl,
      RING_OAUTH_TOKEN_URL: emulator.oauthTokenUrl,
      RING_CLIENT_ID: emulator.settings.clientId,
      RING_CLIENT_SECRET: emulator.settings.clientSecret,
    });
    forgetEnv();
    const owner = await buildOwner();
    const account = await emulator.control.addAccount({ name: "Sam" });
    accountId = account.id;
    ringAccountId = await linkRingAccount(owner.householdId, account.code);
  });
  afterAll(() => emulator.close());

  const refreshes = async () => {
    const journal = await emulator.control.journal();
    return journal.filter(({ path }) => path === "/oauth/token").length;
  };

  it("keeps its tokens encrypted", async () => {
    const row = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    const token = await accessTokenFor(ringAccountId, new Date());
    expect(Buffer.from(row.accessToken ?? []).includes(token)).toBe(false);
    expect(row).toMatchObject({ state: "linked", ringAccountId: accountId });
  });

  it("stays with its household: its cameras and recordings do not move to another", async () => {
    const code = await emulator.control.newCode(accountId);
    const another = await buildOwner();
    await expect(linkRingAccount(another.householdId, code)).rejects.toMatchObject({
      code: "conflict",
    });
    const row = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    expect(row.householdId).not.toBe(another.householdId);
  });

  it("is refreshed once for twenty jobs that meet the expired token together", async () => {
    const before = await refreshes();
    const stale = await accessTokenFor(ringAccountId, new Date());
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => accessTokenFor(ringAccountId, new Date(), stale)),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(stale);
    expect(await refreshes()).toBe(before + 1);
  });

  it("keeps the new tokens of a refresh that had to wait as long as Ring may take to answer", async () => {
    const stale = await accessTokenFor(ringAccountId, new Date());
    let refreshed: Promise<string> | undefined;
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`select 1 from ring_accounts where id = ${ringAccountId}::uuid for update`;
        refreshed = accessTokenFor(ringAccountId, new Date(), stale);
        refreshed.catch(() => undefined);
        await setTimeout(15_200);
      },
      { timeout: 30_000 },
    );
    expect(await refreshed).not.toBe(stale);
    expect(await accessTokenFor(ringAccountId, new Date())).toBe(await refreshed);
  }, 40_000);

  it("is refreshed before its token ends", async () => {
    const before = await refreshes();
    const inFourHours = new Date(Date.now() + 4 * 3_600_000);
    await accessTokenFor(ringAccountId, inFourHours);
    expect(await refreshes()).toBe(before + 1);
  });
});
