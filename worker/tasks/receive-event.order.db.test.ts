import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RingEmulator, startRingEmulator } from "#e2e/fakes/ring/server.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { signBody } from "#lib/infra/signature.ts";
import { receiveDelivery, verifyDelivery } from "#lib/ring/commands.ts";
import { linkRingAccount } from "#lib/ring/linking/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildOwner } from "#lib/testing/factories.ts";
import { useEmulator } from "#lib/testing/ring-settings.ts";
import { receiveEvent } from "./receive-event.ts";
import { syncAccountCameras } from "./sync-cameras.ts";

const KEY = "order-key";
withTestDatabase({ RING_HMAC_KEYS: KEY });

let emulator: RingEmulator;
beforeAll(async () => {
  emulator = await startRingEmulator({ hmacKey: KEY });
  useEmulator(emulator);
});
afterAll(() => emulator.close());

/** Every permutation below is drawn from it. */
const SEED = 20_261_123;
const start = Date.now() - 3_600_000;
const DAYS_LATE_MS = 81 * 3_600_000;

type CameraName = "Front door" | "Garden gate" | "Side path";

/** A webhook of the fixed set: of what, where, in seconds after the start. */
type Told = { type: string; camera: CameraName; at: number; subType?: string };

const press = (camera: CameraName, at: number): Told => ({ type: "button_press", camera, at });
const motion = (camera: CameraName, at: number, subType = "human"): Told => ({
  type: "motion_detected",
  camera,
  at,
  subType,
});
const news = (type: string, camera: CameraName, at: number): Told => ({ type, camera, at });

const set: Told[] = [
  // One visit over two cameras, which only the motion in its middle holds together.
  press("Front door", 0),
  motion("Front door", 70),
  motion("Garden gate", 140, "vehicle"),
  // Two presses within a second, each an event; the one of them is told three times.
  press("Front door", 400),
  press("Front door", 401),
  press("Front door", 401),
  press("Front door", 401),
  // Days old: only written down.
  motion("Front door", -DAYS_LATE_MS / 1000),
  motion("Garden gate", -DAYS_LATE_MS / 1000 + 1),
  // Off, on, and off for good, with two at one moment.
  news("device_offline", "Front door", 10),
  news("device_online", "Front door", 20),
  news("device_offline", "Front door", 30),
  news("device_online", "Front door", 30),
  // Removed for good, with a last motion before and one that should not have been.
  news("device_removed", "Garden gate", 500),
  motion("Garden gate", 490),
  motion("Garden gate", 510),
  // New: its motion may come before the news that it is there.
  news("device_added", "Side path", 600),
  motion("Side path", 610),
  news("device_online", "Side path", 605),
];

/** A household whose gate Ring no longer lists, and whose side path Kith does not know yet. */
async function home() {
  const owner = await buildOwner();
  const name = randomUUID();
  const devices = [
    { name: "Front door", online: false },
    { name: "Side path", kind: "camera" as const },
  ];
  const account = await emulator.control.addAccount({ name, devices });
  const ringAccountId = await linkRingAccount(owner.householdId, account.code);
  const idOf = new Map(account.devices.map((device) => [device.name, device.id]));
  idOf.set("Garden gate", `ava1.ring.device.${randomUUID()}`);
  for (const camera of ["Front door", "Garden gate"]) {
    const deviceId = idOf.get(camera) ?? "";
    const { householdId } = owner;
    await db().camera.create({ data: { name: camera, deviceId, householdId, ringAccountId } });
  }
  return { owner, ringAccountId, accountId: account.id, idOf };
}

type Home = Awaited<ReturnType<typeof home>>;

/** The webhook as Ring sends it, by the road that it takes: inbox, then the job. */
async function deliver({ accountId, idOf }: Home, { type, camera, at, subType }: Told) {
  const timestamp = start + at * 1000;
  const source = idOf.get(camera);
  const body = Buffer.from(
    JSON.stringify({
      meta: {
        version: "1.1",
        time: new Date(timestamp + 400).toISOString(),
        request_id: randomUUID(),
        account_id: accountId,
      },
      data: {
        id: `${source}_${timestamp}`,
        type,
        ...(subType && { subType }),
        attributes: { source, source_type: "devices", timestamp },
      },
    }),
  );
  await receiveDelivery(verifyDelivery(new Uint8Array(body), signBody(body, KEY)), new Date());
  const unread = await db().webhookDelivery.findMany({ where: { outcome: null } });
  for (const { id: deliveryId } of unread) await receiveEvent.run({ deliveryId }, context);
}

const context = { now: () => new Date() } as Parameters<typeof receiveEvent.run>[1];

/** Runs what waits for Ring's list. */
async function readListIfDue({ ringAccountId }: Home): Promise<void> {
  const key = `sync:${ringAccountId}`;
  const due = await db().$executeRaw`delete from graphile_worker._private_jobs where key = ${key}`;
  if (due > 0) await syncAccountCameras(ringAccountId, context.now);
}

const seconds = (at: Date) => (at.getTime() - start) / 1000;

/** What the household has in the end: ids and times of arrival aside. */
async function stateOf({ householdId }: Actor) {
  const where = { householdId };
  const events = await db().event.findMany({ where, include: { camera: true } });
  const named = events.map((event) => ({
    visitId: event.visitId,
    words: `${event.camera.name} ${event.kind} ${seconds(event.occurredAt)} ${event.motionClass} ${event.source} ${event.outcome} ${event.outcomeReason}`,
  }));
  const visits = await db().visit.findMany({ where });
  const cameras = await db().camera.findMany({ where });
  return {
    visits: visits
      .map(({ id, startedAt, endedAt }) => ({
        span: [seconds(startedAt), seconds(endedAt)],
        events: named.flatMap(({ visitId, words }) => (visitId === id ? words : [])).sort(),
      }))
      .sort((a, b) => (a.span[0] ?? 0) - (b.span[0] ?? 0)),
    cameras: cameras
      .map(({ name, kind, online, removedAt }) =>
        [name, kind, online ? "online" : "offline", removedAt ? "removed" : "there"].join(" "),
      )
      .sort(),
  };
}

/** The state after the set, delivered in this order; Ring's list is read whenever `isRead` says so. */
async function play(order: readonly Told[], isRead: (index: number) => boolean) {
  const household = await home();
  for (const [index, told] of order.entries()) {
    await deliver(household, told);
    if (isRead(index)) await readListIfDue(household);
  }
  await readListIfDue(household);
  return await stateOf(household.owner);
}

describe("the webhooks of a household", () => {
  it("lead to the same end in whatever order they arrive", async () => {
    const expected = await play(
      set.toSorted((a, b) => a.at - b.at),
      () => true,
    );
    expect(expected.cameras).toEqual([
      "Front door doorbell offline there",
      "Garden gate camera online removed",
      "Side path camera online there",
    ]);
    expect(expected.visits.map(({ span, events }) => [...span, events.length])).toEqual([
      [-DAYS_LATE_MS / 1000, -DAYS_LATE_MS / 1000 + 1, 2],
      [0, 140, 3],
      [400, 510, 4],
      [610, 610, 1],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(set, { minLength: set.length }),
        fc.infiniteStream(fc.boolean()),
        async (order, reads) => {
          expect(await play(order, () => reads.next().value)).toEqual(expected);
        },
      ),
      { numRuns: 12, seed: SEED, endOnFailure: true },
    );
  });

  it("leave a camera as the last of them says by Ring's clock, also without Ring's list", async () => {
    const connection = set.filter(({ type }) => /online|offline/.test(type));
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(connection, { minLength: connection.length }),
        async (order) => {
          const household = await home();
          for (const told of order) await deliver(household, told);
          const { cameras } = await stateOf(household.owner);
          expect(cameras).toContain("Front door camera offline there");
        },
      ),
      { numRuns: 15, seed: SEED },
    );
  });
});
