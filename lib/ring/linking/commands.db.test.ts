import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { raiseAlarm } from "#lib/alarms/commands.ts";
import { openAlarms } from "#lib/alarms/queries.ts";
import { db } from "#lib/infra/db.ts";
import { linkNonce } from "#lib/infra/signature.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildOwner } from "#lib/testing/factories.ts";
import { useEmulator } from "#lib/testing/ring-settings.ts";
import {
  claimRingAccount,
  receiveLinkCode,
  recordCompletedLink,
  retryLink,
  tendRingAccounts,
} from "./commands.ts";
import { awaitingLink, listRingAccounts } from "./queries.ts";

const KEY = "current-key";
withTestDatabase({ RING_HMAC_KEYS: `${KEY},older-key` });

let emulator: RingEmulator;
let owner: Actor;

beforeAll(async () => {
  emulator = await startRingEmulator({ hmacKey: KEY });
  useEmulator(emulator);
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await emulator.control.reset();
  await db().unclaimedRingAccount.deleteMany();
  await db().ringAccount.deleteMany();
  owner = await buildOwner();
});

/** Ring brings a code: afterwards its account waits to be claimed. @returns Ring's account id */
async function brought(name: string): Promise<string> {
  const { id, code } = await emulator.control.addAccount({ name });
  await receiveLinkCode(code, new Date());
  return id;
}
const proofFor = (accountId: string, { key = KEY, at = Date.now() } = {}) => ({
  nonce: linkNonce(key, at, accountId),
  time: String(at),
});
const claim = (actor: Actor, proof: { nonce: string; time: string }) =>
  claimRingAccount(actor, proof, new Date());

describe("linking a Ring account", () => {
  it("keeps what Ring brings for whoever follows Ring's redirect", async () => {
    const accountId = await brought("Sam");
    await brought("Kim");
    const { ringAccountId } = await claim(owner, proofFor(accountId));
    expect(await listRingAccounts(owner)).toEqual([
      { ringAccountId, state: "awaiting", cameraNames: [] },
    ]);
    expect(await awaitingLink(ringAccountId)).toMatchObject({ nonce: expect.any(String) });
    const { accountId: by, householdId } = owner;
    expect(await db().auditEntry.findMany({ where: { householdId } })).toMatchObject([
      { act: "ring.link", accountId: by, subject: ringAccountId },
    ]);
    expect(await db().unclaimedRingAccount.count()).toBe(1);

    await recordCompletedLink(ringAccountId);
    expect(await listRingAccounts(owner)).toMatchObject([{ state: "linked" }]);
    expect(await awaitingLink(ringAccountId)).toBeNull();
    await expect(retryLink(owner, ringAccountId)).rejects.toMatchObject({ code: "not-found" });
  });

  it.each([
    ["refuses the tokens that it has only just made", 403, 2],
    ["is in trouble", 503, 0],
  ])("keeps what Ring brings also where Ring at first %s", async (_, status, refreshes) => {
    await emulator.control.faults({ "users-me": [{ kind: "status", status, times: 2 }] });
    const accountId = await brought("Sam");
    await claim(owner, proofFor(accountId));
    const journal = await emulator.control.journal();
    const paths = journal.map(({ path }) => path);
    expect(paths.filter((path) => path === "/oauth/token")).toHaveLength(1 + refreshes);
    expect(paths.filter((path) => path === "/v1/users/me")).toHaveLength(3);
  });

  it("takes a nonce made with an older key of ours", async () => {
    const accountId = await brought("Sam");
    await claim(owner, proofFor(accountId, { key: "older-key" }));
    expect(await listRingAccounts(owner)).toHaveLength(1);
  });

  it.each([
    [
      "a nonce that is wrong",
      (id: string) => ({ ...proofFor(id), nonce: "x".repeat(43) }),
      "not-found",
    ],
    [
      "a redirect of 601 s ago",
      (id: string) => proofFor(id, { at: Date.now() - 601_000 }),
      "invalid",
    ],
    [
      "a redirect of the future",
      (id: string) => proofFor(id, { at: Date.now() + 60_000 }),
      "invalid",
    ],
    ["an account that Ring never brought", () => proofFor("ava1.ring.account.X"), "not-found"],
  ])("claims nothing by %s", async (_, proof, code) => {
    const accountId = await brought("Sam");
    await expect(claim(owner, proof(accountId))).rejects.toMatchObject({ code });
    expect(await listRingAccounts(owner)).toEqual([]);
    expect(await db().unclaimedRingAccount.count()).toBe(1);
  });

  it("takes an account that Ring no longer let in back, and with it the alarm", async () => {
    const accountId = await brought("Sam");
    const { ringAccountId } = await claim(owner, proofFor(accountId));
    const { householdId } = owner;
    await db().$transaction((tx) =>
      raiseAlarm(tx, { householdId, kind: "needs_relink", subject: ringAccountId }, new Date()),
    );
    await receiveLinkCode(await emulator.control.newCode(accountId), new Date());
    await claim(owner, proofFor(accountId));
    expect(await openAlarms(owner)).toEqual([]);
  });

  it("gives an account to one of two who follow the same redirect", async () => {
    const accountId = await brought("Sam");
    const neighbour = await buildOwner();
    const proof = proofFor(accountId);
    const results = await Promise.allSettled([claim(owner, proof), claim(neighbour, proof)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const held = [...(await listRingAccounts(owner)), ...(await listRingAccounts(neighbour))];
    expect(held).toHaveLength(1);
  });

  it("leaves an account with the household that has it", async () => {
    const accountId = await brought("Sam");
    await claim(owner, proofFor(accountId));
    const code = await emulator.control.newCode(accountId);
    await receiveLinkCode(code, new Date());
    const neighbour = await buildOwner();
    const again = claim(neighbour, proofFor(accountId));
    await expect(again).rejects.toMatchObject({ code: "conflict" });
    expect(await listRingAccounts(neighbour)).toEqual([]);
    expect(await listRingAccounts(owner)).toHaveLength(1);
  });

  it("is the owner's to do", async () => {
    const accountId = await brought("Sam");
    const member = { ...owner, role: "member" } as Actor;
    await expect(claim(member, proofFor(accountId))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses a code that is not good, or was good once, and keeps nothing", async () => {
    await expect(receiveLinkCode("made-up", new Date())).rejects.toMatchObject({ code: "invalid" });
    const { code } = await emulator.control.addAccount({ name: "Sam" });
    await receiveLinkCode(code, new Date());
    await expect(receiveLinkCode(code, new Date())).rejects.toMatchObject({ code: "invalid" });
    expect(await db().unclaimedRingAccount.count()).toBe(1);
  });

  it("forgets within the hour what nobody claimed in time", async () => {
    const accountId = await brought("Sam");
    const late = new Date(Date.now() + 601_000);
    const lateClaim = claimRingAccount(owner, proofFor(accountId, { at: late.getTime() }), late);
    await expect(lateClaim).rejects.toMatchObject({ code: "not-found" });
    await tendRingAccounts(new Date());
    expect(await db().unclaimedRingAccount.count()).toBe(1);
    await tendRingAccounts(late);
    expect(await db().unclaimedRingAccount.count()).toBe(0);
  });

  it("asks Ring each hour for what is almost linked", async () => {
    const { ringAccountId } = await claim(owner, proofFor(await brought("Sam")));
    const key = `complete-link:${ringAccountId}`;
    const waiting = () =>
      db().$queryRaw<unknown[]>`select 1 from graphile_worker.jobs where key = ${key}`;
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    await tendRingAccounts(new Date());
    expect(await waiting()).toHaveLength(1);
    await recordCompletedLink(ringAccountId);
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    await tendRingAccounts(new Date());
    expect(await waiting()).toHaveLength(0);
  });

  it("has cameras erased hourly once they have been away for longer than their grace", async () => {
    const days = (count: number) => new Date(Date.now() - count * 24 * 3_600_000);
    const removed = async (removedAt: Date) => {
      const { id } = await buildCamera(owner);
      await db().camera.update({ where: { id }, data: { removedAt } });
      return id;
    };
    await removed(days(6));
    const gone = await removed(days(8));
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    await tendRingAccounts(new Date());
    const jobs = await db().$queryRaw<unknown[]>`
      select payload from graphile_worker._private_jobs where key like 'erase:%'`;
    expect(jobs).toEqual([{ payload: { cameraId: gone } }]);
  });

  it("is not possible while what was disconnected is being erased", async () => {
    const accountId = await brought("Sam");
    const { ringAccountId } = await claim(owner, proofFor(accountId));
    await db().ringAccount.update({ where: { id: ringAccountId }, data: { state: "removed" } });
    await receiveLinkCode(await emulator.control.newCode(accountId), new Date());
    await expect(claim(owner, proofFor(accountId))).rejects.toThrow("still erasing");
    await db().ringAccount.delete({ where: { id: ringAccountId } });
    await claim(owner, proofFor(accountId));
    expect(await listRingAccounts(owner)).toHaveLength(1);
  });

  it("keeps alive the tokens of an account in which nothing happens", async () => {
    const { ringAccountId } = await claim(owner, proofFor(await brought("Sam")));
    const asked = async () => {
      const rows = await db().$queryRaw<{ key: string }[]>`
        select key from graphile_worker.jobs where key like 'refresh:%'`;
      return rows.map(({ key }) => key);
    };
    await tendRingAccounts(new Date());
    expect(await asked()).toEqual([]);
    await tendRingAccounts(new Date(Date.now() + 5 * 3_600_000));
    expect(await asked()).toEqual([`refresh:${ringAccountId}`]);
  });
});
