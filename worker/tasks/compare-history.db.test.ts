import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import { NotYetError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import { useEmulator } from "#lib/testing/ring-settings.ts";
import type { TaskContext } from "../task.ts";
import { compareHistory } from "./compare-history.ts";

withTestDatabase();

const MINUTE_MS = 60_000;

let emulator: RingEmulator;
let ringAccountId: string;
let ringsId: string;

beforeAll(async () => {
  emulator = await startRingEmulator();
  useEmulator(emulator);
});
afterAll(() => emulator.close());

beforeEach(async () => {
  await emulator.control.reset();
  await db().ringAccount.deleteMany();
  const owner = await buildOwner();
  const devices = [{ name: "Front door" }, { name: "Garden gate" }];
  const account = await emulator.control.addAccount({ name: "Sam", devices });
  ringsId = account.id;
  ringAccountId = await linkRingAccount(owner.householdId, account.code);
  const linkedAt = new Date(Date.now() - 24 * 60 * MINUTE_MS);
  await db().ringAccount.update({ where: { id: ringAccountId }, data: { linkedAt } });
});

const compare = () =>
  compareHistory.run({ ringAccountId }, { now: () => new Date() } as TaskContext);

const missed = (device: string, minutesAgo: number) =>
  emulator.control.addEvent({
    device,
    media: null,
    notify: false,
    at: Date.now() - minutesAgo * MINUTE_MS,
  });

async function found(): Promise<string[]> {
  const events = await db().event.findMany({
    where: { camera: { ringAccountId } },
    include: { camera: true },
  });
  return events.map(({ camera }) => camera.name).sort();
}

const reconciledUntil = async () =>
  (await db().ringAccount.findUniqueOrThrow({ where: { id: ringAccountId } })).reconciledUntil;

describe("comparing with Ring's history", () => {
  it("counts only once every camera was read, and reads again what could not be", async () => {
    await missed("Front door", 30);
    await missed("Garden gate", 40);
    await emulator.control.faults({ history: [{ kind: "status", status: 500 }] });
    await expect(compare()).rejects.toThrow();
    expect(await found()).toHaveLength(1);
    expect(await reconciledUntil()).toBeNull();
    await compare();
    expect(await found()).toEqual(["Front door", "Garden gate"]);
    expect(await reconciledUntil()).not.toBeNull();
    await compare();
    expect(await found()).toHaveLength(2);
  });

  it("reads more than a page, and also a camera that nobody told of", async () => {
    const { name } = await emulator.control.addDevice(ringsId, { name: "Side path" });
    for (let count = 0; count < 60; count++) await missed(name, 30 + count);
    await compare();
    expect(await found()).toHaveLength(60);
  });

  it("finds nothing from before the link", async () => {
    await missed("Front door", 25 * 60);
    await compare();
    expect(await found()).toEqual([]);
  });

  it("waits while the inbox has something unread of the account", async () => {
    await missed("Front door", 30);
    const unread = { requestId: "r", semanticKey: "s", body: new Uint8Array() };
    await db().webhookDelivery.create({ data: { ...unread, ringAccountId: ringsId } });
    await expect(compare()).rejects.toBeInstanceOf(NotYetError);
    expect(await found()).toEqual([]);
    await db().webhookDelivery.deleteMany();
    await compare();
    expect(await found()).toEqual(["Front door"]);
  });

  it("asks Ring nothing for an account that is not linked any more", async () => {
    await missed("Front door", 30);
    const where = { id: ringAccountId };
    await db().ringAccount.update({ where, data: { state: "needs_relink" } });
    const asked = (await emulator.control.journal()).length;
    await compare();
    expect(await emulator.control.journal()).toHaveLength(asked);
    expect(await reconciledUntil()).toBeNull();
  });
});
