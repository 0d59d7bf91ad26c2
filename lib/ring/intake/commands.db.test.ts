import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { openAlarms } from "#lib/alarms/queries.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { buildCamera, buildOwner, buildSubscription } from "#lib/testing/factories.ts";
import { clearSignatureAlarms, countBadSignatures, noteBadSignature } from "./commands.ts";

withTestDatabase();

let owner: Actor;
let second = 0;
const at = () => new Date(Date.UTC(2026, 5, 1) + ++second * 1_000);

beforeEach(async () => {
  await db().alarm.deleteMany();
  await db().webhookDelivery.deleteMany();
  await db().intakeState.deleteMany();
  await db().ringAccount.deleteMany();
  owner = await buildOwner();
  await buildCamera(owner);
});

async function bad(count = 1): Promise<void> {
  const since = at();
  await countBadSignatures(count, since, since);
}
const right = () =>
  db().webhookDelivery.create({
    data: {
      requestId: randomUUID(),
      semanticKey: randomUUID(),
      body: Buffer.from("x"),
      receivedAt: at(),
    },
  });
const alarms = async (actor = owner) => (await openAlarms(actor)).map(({ kind }) => kind);

describe("webhooks with a wrong signature", () => {
  it("are told to the owners of linked accounts, once, after three in a row", async () => {
    await buildSubscription(owner);
    const unlinked = await buildOwner();
    await bad();
    await bad();
    expect(await alarms()).toEqual([]);
    await bad();
    await bad(1000);
    expect(await alarms()).toEqual(["bad_signatures"]);
    expect(await alarms(unlinked)).toEqual([]);
    const { householdId } = owner;
    expect(await db().notification.count({ where: { householdId } })).toBe(1);
  });

  it("are in a row only while no right one comes between them", async () => {
    for (let i = 0; i < 5; i++) {
      await bad(2);
      await right();
    }
    expect(await alarms()).toEqual([]);
    const since = at();
    await right();
    await countBadSignatures(50, since, at());
    expect(await alarms()).toEqual([]);
  });

  it("are over once a right one has come", async () => {
    await bad(3);
    await clearSignatureAlarms(at());
    expect(await alarms()).toEqual(["bad_signatures"]);
    await right();
    await clearSignatureAlarms(at());
    expect(await alarms()).toEqual([]);
  });

  it("cost one write, however many come together", async () => {
    for (let i = 0; i < 500; i++) noteBadSignature(at());
    const state = await eventually(async () => (await db().intakeState.findFirst()) ?? undefined);
    expect(state.badSignatures).toBe(500);
    expect(await alarms()).toEqual(["bad_signatures"]);
  });
});
