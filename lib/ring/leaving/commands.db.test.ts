import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { raiseAlarm } from "#lib/alarms/commands.ts";
import { openAlarms } from "#lib/alarms/queries.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildOwner } from "#lib/testing/factories.ts";
import { syncCamerasSoon } from "../commands.ts";
import { disconnectRingAccount, noteIntegrationRemoved } from "./commands.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");
let owner: Actor;
let account: { id: string; ringAccountId: string };

beforeEach(async () => {
  await db().$executeRaw`delete from graphile_worker._private_jobs`;
  owner = await buildOwner();
  account = (await buildCamera(owner)).ringAccount;
  const secret = Buffer.from("sealed");
  await db().ringAccount.update({
    where: { id: account.id },
    data: {
      accessToken: secret,
      refreshToken: secret,
      previousRefreshToken: secret,
      linkedAt: now,
    },
  });
});

const held = () => db().ringAccount.findUniqueOrThrow({ where: { id: account.id } });
/** What is left to do about the account. */
const leftToDo = async () => {
  const rows = await db().$queryRaw<{ payload: object }[]>`
    select payload from graphile_worker._private_jobs where payload->>'ringAccountId' = ${account.id}`;
  return rows.map(({ payload }) => payload);
};
const NO_TOKENS = { accessToken: null, refreshToken: null, previousRefreshToken: null };

describe("disconnecting a Ring account", () => {
  it("drops its tokens and alarms at once, has the rest erased, and is audited, once", async () => {
    const { householdId, accountId } = owner;
    await db().$transaction((tx) =>
      raiseAlarm(tx, { householdId, kind: "needs_relink", subject: account.id }, now),
    );
    await syncCamerasSoon(account.id);
    await disconnectRingAccount(owner, account.id, now);
    await disconnectRingAccount(owner, account.id, now);
    expect(await held()).toMatchObject({ state: "removed", ...NO_TOKENS });
    expect(await openAlarms(owner)).toEqual([]);
    expect(await leftToDo()).toEqual([{ ringAccountId: account.id, cause: "disconnected" }]);
    expect(await db().auditEntry.findMany({ where: { householdId } })).toMatchObject([
      { act: "ring.disconnect", accountId, subject: account.id },
    ]);
  });

  it("is the owner's to do", async () => {
    const member = { ...owner, role: "member" } as Actor;
    const attempt = disconnectRingAccount(member, account.id, now);
    await expect(attempt).rejects.toMatchObject({ code: "forbidden" });
  });

  it("knows nothing of another household's account", async () => {
    const attempt = disconnectRingAccount(await buildOwner(), account.id, now);
    await expect(attempt).rejects.toMatchObject({ code: "not-found" });
    expect(await held()).toMatchObject({ state: "linked" });
  });
});

describe("Ring's news that its user has removed Kith", () => {
  const note = (removedAt: Date, id = account.ringAccountId) =>
    noteIntegrationRemoved(id, removedAt, now);
  const later = (ms: number) => new Date(now.getTime() + ms);

  it("ends the link without asking", async () => {
    expect(await note(later(1))).toBe("integration-removed");
    expect(await held()).toMatchObject({ state: "removed", ...NO_TOKENS });
    expect(await leftToDo()).toEqual([{ ringAccountId: account.id, cause: "removed-in-ring" }]);
    expect(await note(later(1))).toBe("unlinked-account");
  });

  it("leaves alone a link that is newer than the news (W3)", async () => {
    expect(await note(later(-1))).toBe("integration-linked-since");
    expect(await held()).toMatchObject({ state: "linked" });
    expect(await leftToDo()).toEqual([]);
  });

  it("says nothing of an account that nobody linked", async () => {
    expect(await note(later(1), "ava1.ring.account.X")).toBe("unlinked-account");
  });
});
