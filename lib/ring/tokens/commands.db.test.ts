import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { openAlarms } from "#lib/alarms/queries.ts";
import { PermanentError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { decrypt, encrypt, parseKeyRing } from "#lib/infra/encryption.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner, buildSubscription } from "#lib/testing/factories.ts";
import { useEmulator } from "#lib/testing/ring-settings.ts";
import { linkRingAccount } from "../linking/commands.ts";
import { accessTokenFor, resealTokens } from "./commands.ts";

withTestDatabase({ RING_TIMEOUT_S: "3" });

describe("a linked Ring account", () => {
  let emulator: RingEmulator;
  let ringAccountId: string;
  let accountId: string;
  let owner: Actor;

  beforeAll(async () => {
    emulator = await startRingEmulator();
    useEmulator(emulator);
    owner = await buildOwner();
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

  it("leaves the database to others while many jobs wait for a slow refresh", async () => {
    const stale = await accessTokenFor(ringAccountId, new Date());
    await emulator.control.faults({ token: [{ kind: "hang" }] });
    let isOver = false;
    const waiting = Promise.allSettled(
      Array.from({ length: 20 }, () => accessTokenFor(ringAccountId, new Date(), stale)),
    ).then((results) => {
      isOver = true;
      return results;
    });
    await setTimeout(200);
    await Promise.all(Array.from({ length: 20 }, () => db().ringAccount.count()));
    expect(isOver).toBe(false);
    for (const result of await waiting) expect(result.status).toBe("rejected");
    expect(await accessTokenFor(ringAccountId, new Date(), stale)).not.toBe(stale);
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

  it("is refreshed before its token ends, and keeps the refresh token that Ring took", async () => {
    const kept = () => db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    const [before, { refreshToken }] = [await refreshes(), await kept()];
    const inFourHours = new Date(Date.now() + 4 * 3_600_000);
    await accessTokenFor(ringAccountId, inFourHours);
    expect(await refreshes()).toBe(before + 1);
    expect((await kept()).previousRefreshToken).toEqual(refreshToken);
  });

  it("falls back on the refresh token before the last, where a crash lost what Ring answered", async () => {
    const stale = await accessTokenFor(ringAccountId, new Date());
    const row = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    const lost = encrypt(parseKeyRing(process.env.TOKEN_KEYS ?? ""), "never seen by Ring");
    await db().ringAccount.update({
      where: { id: ringAccountId },
      data: { refreshToken: lost, previousRefreshToken: row.refreshToken },
    });
    expect(await accessTokenFor(ringAccountId, new Date(), stale)).not.toBe(stale);
    const after = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    expect(after.state).toBe("linked");
    expect(after.previousRefreshToken).toEqual(row.refreshToken);
  });

  it("stays linked while Ring's token service is broken, and is tried again", async () => {
    const stale = await accessTokenFor(ringAccountId, new Date());
    await emulator.control.faults({ token: [{ kind: "status", status: 500 }] });
    await expect(accessTokenFor(ringAccountId, new Date(), stale)).rejects.not.toBeInstanceOf(
      PermanentError,
    );
    expect(await accessTokenFor(ringAccountId, new Date(), stale)).not.toBe(stale);
  });

  it("is sealed anew when the key changes, so that the old key can be dropped", async () => {
    const held = await accessTokenFor(ringAccountId, new Date());
    const before = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    const { accessToken, refreshToken, accessTokenExpiresAt } = before;
    const unclaimed = { ringAccountId: "ava1.ring.account.U", receivedAt: new Date() };
    await db().unclaimedRingAccount.create({
      data: {
        ...unclaimed,
        accessToken: accessToken ?? Buffer.alloc(0),
        refreshToken: refreshToken ?? Buffer.alloc(0),
        accessTokenExpiresAt: accessTokenExpiresAt ?? new Date(),
      },
    });
    const [old = "", next] = [
      process.env.TOKEN_KEYS,
      `next:${Buffer.alloc(32, 9).toString("base64")}`,
    ];
    const setKeys = (keys: string) => {
      process.env.TOKEN_KEYS = keys;
      forgetEnv();
    };
    setKeys(`${next},${old}`);
    await resealTokens();
    setKeys(next);
    expect(await accessTokenFor(ringAccountId, new Date())).toBe(held);
    const sealed = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    const waiting = await db().unclaimedRingAccount.findFirstOrThrow();
    const all = [
      ...[sealed.accessToken, sealed.refreshToken, sealed.previousRefreshToken],
      ...[waiting.accessToken, waiting.refreshToken],
    ];
    for (const each of all)
      expect(decrypt(parseKeyRing(next), each ?? Buffer.alloc(0))).toBeTruthy();
    await resealTokens();
    const again = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    expect(again).toEqual(sealed);
    setKeys(old);
    await resealTokens();
    expect((await db().ringAccount.findFirstOrThrow()).accessToken).toEqual(sealed.accessToken);
    setKeys(`${old},${next}`);
    await resealTokens();
    setKeys(old);
  });

  it("must be linked again once Ring definitely takes none of its tokens, asks no more and is told once", async () => {
    await buildSubscription(owner);
    const stale = await accessTokenFor(ringAccountId, new Date());
    const refusal = { kind: "status" as const, status: 400, code: "invalid_grant", times: 2 };
    await emulator.control.faults({ token: [refusal] });
    const refused = { reason: "needs-relink" };
    await expect(accessTokenFor(ringAccountId, new Date(), stale)).rejects.toMatchObject(refused);
    const row = await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } });
    expect(row.state).toBe("needs_relink");
    const before = await refreshes();
    await expect(accessTokenFor(ringAccountId, new Date())).rejects.toMatchObject(refused);
    expect(await refreshes()).toBe(before);
    expect(await openAlarms(owner)).toMatchObject([{ kind: "needs_relink" }]);
    const { householdId } = owner;
    expect(await db().notification.count({ where: { householdId } })).toBe(1);
  });
});
