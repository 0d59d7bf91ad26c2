import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { failure } from "#e2e/fakes/ring/contract-stage.ts";
import type { FaultsInput } from "#e2e/fakes/ring/faults.ts";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import { db } from "#lib/infra/db.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import { useEmulator } from "#lib/testing/ring-settings.ts";
import { RING_PATIENCE_MS } from "../patience.ts";
import { fetchClip } from "./fetch-clip.ts";

withTestDatabase();

let emulator: RingEmulator;
let folder: string;
let owner: Actor;
let ringAccountId: string;
let deviceId: string;
let eventId: string;
const receivedAt = new Date(Date.now() - 3_600_000);
const later = (ms: number) => new Date(receivedAt.getTime() + ms);

beforeAll(async () => {
  emulator = await startRingEmulator();
  useEmulator(emulator);
  folder = await mkdtemp(join(tmpdir(), "kith-fetch-"));
  owner = await buildOwner();
  const account = await emulator.control.addAccount({ name: "Sam" });
  deviceId = account.devices[0]?.id ?? "";
  ringAccountId = await linkRingAccount(owner.householdId, account.code);
});
afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

/** An event of an hour ago of which Ring has no recording. */
beforeEach(async () => {
  const { householdId } = owner;
  const camera = await db().camera.upsert({
    where: { ringAccountId_deviceId: { ringAccountId, deviceId } },
    create: { householdId, ringAccountId, deviceId, name: "Front door" },
    update: {},
  });
  const occurredAt = new Date(receivedAt.getTime() - Math.random() * 1_000_000);
  const visit = await db().visit.create({
    data: { householdId, startedAt: occurredAt, endedAt: occurredAt },
  });
  const event = await db().event.create({
    data: {
      ...{ householdId, cameraId: camera.id, visitId: visit.id, kind: "motion" },
      ...{ occurredAt, receivedAt },
    },
  });
  eventId = event.id;
});

async function fetchAt(now: Date, faults: FaultsInput = {}): Promise<void> {
  await emulator.control.faults(faults);
  await fetchClip.run(
    { eventId },
    {
      now: () => now,
      tempDir: async () => folder,
      signal: new AbortController().signal,
      engines: () => Promise.reject(new Error("not in this test")),
      fetchModels: async () => [],
      hasModels: async () => true,
      faceIndex: undefined as never,
      store: undefined as never,
    },
  );
}
const outcome = async () => {
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId } });
  return [event.outcome, event.outcomeReason];
};

describe("an event whose recording cannot be fetched", () => {
  it("has none once Ring says so when it can no longer come", async () => {
    await fetchAt(later(3_600_000));
    expect(await outcome()).toEqual(["no_recording", "ring-kept-none"]);
  });

  it.each([
    ["Ring is too busy", { clip: [{ kind: "status", status: 429 }] }],
    ["Ring is in trouble", { clip: [{ kind: "status", status: 503 }] }],
    ["Ring's connection breaks", { clip: [{ kind: "reset" }] }],
  ] satisfies [string, FaultsInput][])(
    "waits, however long after its time, while %s",
    async (_, faults) => {
      const now = later(RING_PATIENCE_MS - 60_000);
      const error = await failure(fetchAt(now, faults));
      expect(error).toBeInstanceOf(NotYetError);
      expect((error as NotYetError).retryAt.getTime() - now.getTime()).toBeLessThan(450_000);
      expect(await outcome()).toEqual([null, null]);
    },
  );

  it("has ended when it was there before and is no longer kept", async () => {
    await db().clip.create({
      data: {
        ...{ householdId: owner.householdId, eventId, storageKey: null, bytes: 1 },
        ...{ startedAt: receivedAt, anonymisedAt: later(0) },
      },
    });
    await fetchAt(later(60_000));
    expect(await outcome()).toEqual(["failed", "recording-ended"]);
  });

  it("has Ring's list of cameras read again where Ring no longer knows its own", async () => {
    await fetchClip.buried({ eventId }, "device-not-found", {
      now: () => later(0),
      store: undefined as never,
    });
    expect(await outcome()).toEqual(["failed", "device-not-found"]);
    const jobs = await db().$queryRaw`
      select key from graphile_worker.jobs where task_identifier = 'sync-cameras' and key is not null`;
    expect(jobs).toEqual([{ key: `sync:${ringAccountId}` }]);
  });

  it("is given up for that reason when Ring could not be reached for three days", async () => {
    const error = await failure(
      fetchAt(later(RING_PATIENCE_MS + 60_000), { clip: [{ kind: "reset" }] }),
    );
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ reason: "ring-unreachable" });
  });
});
