import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import {
  bundleKey,
  deleteBundle,
  failBundle,
  finishBundle,
  handOutBundle,
  recordProgress,
  startBundle,
  tidyBundles,
} from "./commands.ts";
import { bundleWork, listBundles } from "./queries.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");
const hoursLater = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

/** A visit of one recording that shows Anna and somebody. */
async function visited(owner?: Actor) {
  const actor = owner ?? { ...(await buildOwner()), locale: "de" as const };
  const event = await buildEvent(await buildCamera(actor));
  const { householdId, visitId, id: eventId } = event;
  const storageKey = `households/${householdId}/events/${eventId}/clip.mp4`;
  await db().clip.create({
    data: { householdId, eventId, storageKey, bytes: 1, startedAt: event.occurredAt },
  });
  const anna = await buildFace(event, { name: "Anna" });
  const stranger = await buildFace(event);
  const start = (personIds: string[], at = now) =>
    startBundle(actor, { visitId, personIds, withSound: false }, at);
  return { actor, eventId, visitId, anna, stranger, start };
}

const jobsOf = async (bundleId: string) =>
  await db().$queryRaw<{ task: string }[]>`
    select task.identifier as task from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where job.payload::text like ${`%${bundleId}%`}`;

describe("asking for a bundle", () => {
  it("is noted in the audit, and adds the job that makes it", async () => {
    const { actor, visitId, anna, stranger, start } = await visited();
    const { bundleId } = await start([anna.personId]);
    expect(await jobsOf(bundleId)).toEqual([{ task: "make-bundle" }]);
    expect(await listBundles(actor, visitId, now)).toMatchObject([
      { bundleId, names: ["Anna"], progress: 0, file: null, failure: null },
    ]);
    const { accountId, householdId } = actor;
    expect(await db().auditEntry.findMany({ where: { subject: bundleId } })).toMatchObject([
      { accountId, householdId, act: "bundle.make", detail: { personIds: [anna.personId] } },
    ]);
    const work = await bundleWork(bundleId);
    expect(work).toMatchObject({ locale: "de", personIds: [anna.personId] });
    const chosen = work?.recordings.flatMap(({ faces }) => faces.filter((face) => face.isChosen));
    expect(chosen?.map(({ personId }) => personId)).toEqual([anna.personId]);
    expect(work?.recordings[0]?.faces.map(({ personId }) => personId)).toContain(stranger.personId);
  });

  it("is refused for people who were not there, for others' visits, and beside another one", async () => {
    const ours = await visited();
    const theirs = await visited();
    await expect(ours.start([theirs.anna.personId])).rejects.toMatchObject({ code: "invalid" });
    const order = { visitId: theirs.visitId, personIds: [], withSound: false };
    await expect(startBundle(ours.actor, order, now)).rejects.toMatchObject({ code: "not-found" });
    const { bundleId } = await ours.start([]);
    await expect(ours.start([])).rejects.toMatchObject({ code: "conflict" });
    await failBundle({ bundleId, householdId: ours.actor.householdId }, "no-recording");
    await expect(ours.start([])).resolves.toBeDefined();
  });

  it("is refused without a recording", async () => {
    const { eventId, start } = await visited();
    await db().clip.update({ where: { eventId }, data: { storageKey: null } });
    await expect(start([])).rejects.toMatchObject({ code: "conflict" });
  });

  it("shows nobody who was forgotten since", async () => {
    const { anna, start } = await visited();
    const { bundleId } = await start([anna.personId]);
    await db().person.update({ where: { id: anna.personId }, data: { forgottenAt: now } });
    const work = await bundleWork(bundleId);
    expect(work?.personIds).toEqual([]);
    expect(work?.recordings[0]?.faces.some(({ isChosen }) => isChosen)).toBe(false);
  });
});

describe("a bundle", () => {
  it("is handed out to its household for a day, which is noted, and then deleted", async () => {
    const { actor, visitId, start } = await visited();
    const { householdId } = actor;
    const { bundleId } = await start([]);
    await recordProgress({ bundleId, householdId }, 0.5);
    await expect(handOutBundle(actor, bundleId, now)).rejects.toMatchObject({ code: "not-found" });
    const storageKey = bundleKey(householdId, bundleId);
    await finishBundle({ bundleId, householdId }, { storageKey, bytes: 7 });
    expect(await listBundles(actor, visitId, now)).toMatchObject([
      { progress: 1, file: { bytes: 7 } },
    ]);
    const handedOut = await handOutBundle(actor, bundleId, hoursLater(23));
    expect(handedOut.storageKey).toBe(storageKey);
    expect(handedOut.fileName).toMatch(/^kith-visit-[\dT-]+Z\.zip$/);
    const acts = { where: { subject: bundleId, act: "bundle.download" } };
    expect(await db().auditEntry.count(acts)).toBe(1);

    const neighbour = await buildOwner();
    for (const [who, at] of [
      [neighbour, now],
      [actor, hoursLater(25)],
    ] as const)
      await expect(handOutBundle(who, bundleId, at)).rejects.toMatchObject({ code: "not-found" });
    await tidyBundles(hoursLater(23));
    expect(await db().evidenceBundle.count({ where: { id: bundleId } })).toBe(1);
    await tidyBundles(hoursLater(25));
    expect(await db().evidenceBundle.count({ where: { id: bundleId } })).toBe(0);
    expect((await jobsOf(bundleId)).map(({ task }) => task)).toContain("delete-objects");
  });
});

describe("deleting a bundle", () => {
  it("that is there has its file deleted, and is noted", async () => {
    const { actor, visitId, start } = await visited();
    const { bundleId } = await start([]);
    const { householdId } = actor;
    const storageKey = bundleKey(householdId, bundleId);
    await finishBundle({ bundleId, householdId }, { storageKey, bytes: 1 });
    const neighbour = await buildOwner();
    const refused = { code: "not-found" };
    await expect(deleteBundle(neighbour, bundleId)).rejects.toMatchObject(refused);
    await deleteBundle(actor, bundleId);
    expect(await listBundles(actor, visitId, now)).toEqual([]);
    expect(await jobsOf(bundleId)).toContainEqual({ task: "delete-objects" });
    expect(
      await db().auditEntry.count({ where: { act: "bundle.delete", subject: bundleId } }),
    ).toBe(1);
    await expect(deleteBundle(actor, bundleId)).rejects.toMatchObject(refused);
  });

  it("that is being made ends the making, and lets another one begin", async () => {
    const { actor, start } = await visited();
    const { bundleId } = await start([]);
    await deleteBundle(actor, bundleId);
    const bundle = { bundleId, householdId: actor.householdId };
    await expect(recordProgress(bundle, 0.5)).rejects.toMatchObject({ reason: "bundle-gone" });
    expect(await bundleWork(bundleId)).toBeNull();
    await start([]);
  });
});
