import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { raiseAlarm } from "#lib/alarms/commands.ts";
import type { EventOutcome } from "#lib/events/types.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner } from "#lib/testing/factories.ts";
import { ledgerDays, totals } from "./days.ts";
import { LEFT_TO_WEBHOOK_MS } from "./history/patience.ts";
import { countLedger, ledgerStand, listLedgerEvents } from "./queries.ts";

withTestDatabase();

type Camera = Awaited<ReturnType<typeof buildCamera>>;
type Ending = {
  outcome?: EventOutcome | null;
  reason?: string | null;
  source?: "webhook" | "history";
  heardAt?: Date | null;
};

async function addEvent(camera: Camera, occurredAt: string, ending: Ending = {}) {
  const { id } = await buildEvent(camera, { occurredAt: new Date(occurredAt) });
  const { reason = null, ...rest } = ending;
  await db().event.update({ where: { id }, data: { ...rest, outcomeReason: reason } });
  return id;
}

async function addDelivery({ householdId }: Actor, receivedAt: string, more: object) {
  const keys = { requestId: randomUUID(), semanticKey: randomUUID() };
  const data = { ...keys, householdId, body: new Uint8Array(), receivedAt: new Date(receivedAt) };
  await db().webhookDelivery.create({ data: { ...data, ...more } });
}

const none = {
  recognised: 0,
  no_face: 0,
  no_recording: 0,
  failed: 0,
  camera_off: 0,
  late: 0,
  open: 0,
};

describe("the count", () => {
  it("has every event once, by how it came and by how it ended", async () => {
    const owner = await buildOwner();
    const camera = await buildCamera(owner);
    const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, "0")}:00:00Z`;
    await addEvent(camera, at(1), { outcome: "recognised" });
    await addEvent(camera, at(2), { outcome: "no_face", reason: "nobody" });
    await addEvent(camera, at(3), { outcome: "no_face", reason: "too-dark" });
    await addEvent(camera, at(4), { outcome: "no_recording", reason: "ring-kept-none" });
    await addEvent(camera, at(5), { outcome: "failed", reason: "gave-up" });
    await addEvent(camera, at(6), { outcome: "camera_off" });
    await addEvent(camera, at(7), { outcome: "late" });
    await addEvent(camera, at(8));
    await addEvent(camera, at(9), { outcome: "recognised", source: "history" });
    await addEvent(camera, at(10), {
      outcome: "recognised",
      source: "history",
      heardAt: new Date(at(11)),
    });
    await addDelivery(owner, at(1), { outcome: "event", repeats: 2 });
    await addDelivery(owner, at(2), { outcome: "duplicate", repeats: 1 });
    await addDelivery(owner, at(2), { outcome: "arrived-late" });
    const counts = await countLedger(owner, "2026-11-20");
    const day = {
      events: 10,
      heard: 8,
      found: 2,
      cameAfterAll: 1,
      repetitions: 4,
      fates: {
        recognised: 3,
        no_face: 2,
        no_recording: 1,
        failed: 1,
        camera_off: 1,
        late: 1,
        open: 1,
      },
    };
    expect(ledgerDays(["2026-11-19", "2026-11-20"], counts)).toEqual([
      {
        day: "2026-11-19",
        events: 0,
        heard: 0,
        found: 0,
        cameAfterAll: 0,
        repetitions: 0,
        fates: none,
      },
      { day: "2026-11-20", ...day },
    ]);
    expect(totals(counts)).toEqual(day);
  });

  it("puts an event on the member's own day, also where the clocks change", async () => {
    const owner = await buildOwner({ timeZone: "America/St_Johns" });
    const camera = await buildCamera(owner);
    // Half an hour and three before UTC; in summer two and a half. The clocks go back on 1 November.
    const lastOfOctober = await addEvent(camera, "2026-11-01T02:29:59Z", { outcome: "no_face" });
    const first = await addEvent(camera, "2026-11-01T02:30:00Z", { outcome: "no_face" });
    const last = await addEvent(camera, "2026-11-02T03:29:59Z", { outcome: "no_face" });
    await addEvent(camera, "2026-11-02T03:30:00Z", { outcome: "no_face" });
    await addDelivery(owner, "2026-11-02T03:29:00Z", { repeats: 1 });
    const days = ledgerDays(
      ["2026-10-31", "2026-11-01", "2026-11-02"],
      await countLedger(owner, "2026-11-01"),
    );
    expect(days.map(({ events, repetitions }) => [events, repetitions])).toEqual([
      [0, 0],
      [2, 1],
      [1, 0],
    ]);
    const listed = await listLedgerEvents(owner, "2026-11-01");
    expect(listed.map(({ eventId }) => eventId)).toEqual([last, first]);
    const [before] = await listLedgerEvents(owner, "2026-10-31");
    expect(before).toMatchObject({ eventId: lastOfOctober, cameraName: "Front door" });
  });

  it("has nothing of another household", async () => {
    const neighbour = await buildOwner();
    await addEvent(await buildCamera(neighbour), "2026-11-20T10:00:00Z");
    await addDelivery(neighbour, "2026-11-20T10:00:00Z", { repeats: 1 });
    const owner = await buildOwner();
    expect(await countLedger(owner, "2026-11-01")).toEqual([]);
    expect(await listLedgerEvents(owner, "2026-11-20")).toEqual([]);
    expect(await ledgerStand(owner)).toEqual({ accounts: [], webhooksStopped: false });
  });
});

it("knows of each account when it was compared, and of the alarm", async () => {
  const owner = await buildOwner();
  const { householdId } = owner;
  const { ringAccountId: compared } = await buildCamera(owner);
  await buildCamera(owner);
  const { ringAccountId: removed } = await buildCamera(owner);
  const reconciledUntil = new Date("2026-11-20T10:00:00Z");
  await db().ringAccount.update({ where: { id: compared }, data: { reconciledUntil } });
  await db().ringAccount.update({ where: { id: removed }, data: { state: "removed" } });
  const comparedAt = new Date(reconciledUntil.getTime() + LEFT_TO_WEBHOOK_MS).toISOString();
  const stand = await ledgerStand(owner);
  expect(stand.webhooksStopped).toBe(false);
  expect(stand.accounts).toHaveLength(2);
  expect(stand.accounts).toContainEqual({ state: "linked", comparedAt });
  expect(stand.accounts).toContainEqual({ state: "linked", comparedAt: null });
  const alarm = { householdId, kind: "webhooks_stopped", subject: compared } as const;
  await db().$transaction((tx) => raiseAlarm(tx, alarm, reconciledUntil));
  expect(await ledgerStand(owner)).toMatchObject({ webhooksStopped: true });
});
