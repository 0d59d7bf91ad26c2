import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner } from "#lib/testing/factories.ts";
import { restartStalled } from "./commands.ts";

withTestDatabase();

const now = new Date("2026-11-20T12:00:00Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let camera: Awaited<ReturnType<typeof buildCamera>>;
beforeEach(async () => {
  await db().$executeRaw`delete from graphile_worker._private_jobs`;
  await db().event.deleteMany();
  camera = await buildCamera(await buildOwner());
});

const openEvent = (minutes = 11) => buildEvent(camera, { occurredAt: ago(minutes) });
const keys = async () => {
  const rows = await db().$queryRaw<{ key: string }[]>`select key from graphile_worker.jobs`;
  return rows.map(({ key }) => key);
};

describe("an event that stands still", () => {
  it("without a recording is fetched again", async () => {
    const { id } = await openEvent();
    expect(await restartStalled(now)).toBe(1);
    expect(await keys()).toEqual([`fetch:${id}`]);
    expect(await restartStalled(now)).toBe(0);
  });

  it("with a recording is looked at again", async () => {
    const { id: eventId, householdId } = await openEvent();
    const clip = { storageKey: "clip.mp4", bytes: 1, startedAt: ago(11) };
    await db().clip.create({ data: { ...clip, eventId, householdId } });
    await restartStalled(now);
    expect(await keys()).toEqual([`analyse:${eventId}`]);
  });

  it("with an outcome and without a decision is decided again", async () => {
    const { id } = await openEvent();
    await db().event.update({ where: { id }, data: { outcome: "no_face" } });
    await restartStalled(now);
    expect(await keys()).toEqual([`decide:${id}`]);
    await db().event.update({ where: { id }, data: { decidedAt: now } });
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    expect(await restartStalled(now)).toBe(0);
  });

  it("is left alone while a job of its own waits, and when it is young", async () => {
    const { id } = await openEvent();
    const young = await openEvent(9);
    await db().$transaction((tx) =>
      enqueue(tx, "analyse-clip", { eventId: id }, { key: `analyse:${id}` }),
    );
    expect(await restartStalled(now)).toBe(0);
    expect(await keys()).not.toContain(`fetch:${young.id}`);
  });

  it("is found behind a thousand older ones that wait, as in a long outage of Ring", async () => {
    const { visitId } = await openEvent(100);
    const { id: cameraId, householdId } = camera;
    await db().$executeRaw`
      insert into events (id, household_id, camera_id, visit_id, kind, occurred_at, received_at)
      select gen_random_uuid(), ${householdId}::uuid, ${cameraId}::uuid, ${visitId}::uuid, 'motion', at, at
      from generate_series(
        ${ago(90)}::timestamptz, ${ago(90)}::timestamptz + interval '1000 s', interval '1 s') at`;
    await db().$executeRaw`
      select graphile_worker.add_job('fetch-clip', json_build_object('eventId', id),
        job_key => 'fetch:' || id) from events`;
    const { id } = await openEvent(11);
    expect(await restartStalled(now)).toBe(1);
    expect(await keys()).toContain(`fetch:${id}`);
  });

  it("is not helped by a job that only decides, nor by one that the queue has given up", async () => {
    const { id: eventId } = await openEvent();
    const key = `fetch:${eventId}`;
    await db().$transaction(async (tx) => {
      await enqueue(tx, "decide-notifications", { eventId }, { key: `decide:${eventId}` });
      await enqueue(tx, "fetch-clip", { eventId }, { key });
    });
    await db().$executeRaw`
      update graphile_worker._private_jobs set attempts = max_attempts where key = ${key}`;
    expect(await restartStalled(now)).toBe(1);
    const [job] = await db().$queryRaw<{ attempts: number }[]>`
      select attempts from graphile_worker.jobs where key = ${key}`;
    expect(job?.attempts).toBe(0);
  });
});

it("reads a delivery again that nobody has read, once", async () => {
  const deliver = async (minutes: number) => {
    const keys = { requestId: randomUUID(), semanticKey: randomUUID() };
    const data = { ...keys, body: new Uint8Array(), receivedAt: ago(minutes) };
    return (await db().webhookDelivery.create({ data })).id;
  };
  const old = await deliver(121);
  await deliver(119);
  expect(await restartStalled(now)).toBe(1);
  expect(await restartStalled(now)).toBe(0);
  expect(await keys()).toEqual([`receive:${old}`]);
});
