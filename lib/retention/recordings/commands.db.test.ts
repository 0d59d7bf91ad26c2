import { afterEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { getVisit } from "#lib/events/detail/queries.ts";
import { db } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { keptFor } from "#lib/retention/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  buildCamera,
  buildEvent,
  buildFace,
  buildMember,
  buildOwner,
} from "#lib/testing/factories.ts";
import { endRecordings, setRecordingDays } from "./commands.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");

/** A visit so long ago, with a recording that showed Anna. */
async function visited(owner: Actor, days: number) {
  const occurredAt = new Date(now.getTime() - days * 24 * 3_600_000);
  const { householdId } = owner;
  const event = await buildEvent(await buildCamera(owner), { occurredAt });
  const face = await buildFace(event, { name: "Anna", category: "familiar" });
  const storageKey = `households/${householdId}/events/${event.id}/clip.mp4`;
  await db().clip.create({
    data: { householdId, eventId: event.id, storageKey, bytes: 1, startedAt: occurredAt },
  });
  return { ...event, storageKey, cropKey: face.cropKey };
}

/** Files that are on their way out of the household's part of the store, in the order of the alphabet. */
async function filesToDelete({ householdId }: Actor): Promise<string[]> {
  const jobs = await db().$queryRaw<{ keys: string[] }[]>`
    select array(select json_array_elements_text(job.payload->'keys')) as keys
    from graphile_worker._private_jobs job
    where job.payload->>'householdId' = ${householdId}`;
  return jobs.flatMap(({ keys }) => keys).toSorted();
}

const clipOf = (eventId: string) => db().clip.findUniqueOrThrow({ where: { eventId } });

afterEach(() => {
  delete process.env.RECORDING_DAYS;
  forgetEnv();
});

describe("recordings whose time is over", () => {
  it("are deleted and the visit stays, with its faces and who they were", async () => {
    const owner = await buildOwner();
    const old = await visited(owner, 91);
    const young = await visited(owner, 89);
    await endRecordings(now);
    expect(await filesToDelete(owner)).toEqual([old.storageKey]);
    expect(await clipOf(old.id)).toMatchObject({ storageKey: null, anonymisedAt: now });
    expect(await clipOf(young.id)).toMatchObject({ storageKey: young.storageKey });
    const { events } = await getVisit(owner, old.visitId);
    expect(events).toMatchObject([
      { clip: { url: null }, faces: [{ person: { name: "Anna", category: "familiar" } }] },
    ]);
    expect(events[0]?.faces[0]?.cropUrl).toContain(old.cropKey);
  });

  it("take with them the picture of the moment at which nobody was to be seen", async () => {
    const owner = await buildOwner();
    const { householdId } = owner;
    for (const days of [91, 89]) {
      const { id: eventId, storageKey } = await visited(owner, days);
      const pictureKey = storageKey.replace(".mp4", "/no-face.jpg");
      await db().absence.create({
        data: { householdId, eventId, reason: "too-dark", pictureKey, atMs: 0 },
      });
    }
    await endRecordings(now);
    const deleted = await filesToDelete(owner);
    expect(deleted.map((key) => key.split("/").at(-1))).toEqual(["clip.mp4", "no-face.jpg"]);
    expect(await db().absence.count({ where: { householdId } })).toBe(1);
  });

  it("end their visit where nobody came to look at them", async () => {
    const owner = await buildOwner();
    const [old, young] = [await visited(owner, 91), await visited(owner, 89)];
    const ids = { in: [old.id, young.id] };
    await db().event.updateMany({ where: { id: ids }, data: { outcome: null } });
    await endRecordings(now);
    expect(await filesToDelete(owner)).toEqual([old.storageKey]);
    expect(
      await db().event.findMany({ where: { id: ids }, orderBy: { occurredAt: "asc" } }),
    ).toMatchObject([{ outcome: "failed", outcomeReason: "recording-ended" }, { outcome: null }]);
  });

  it("are deleted once, however often and however many at a time it is done", async () => {
    const owner = await buildOwner();
    const keys: string[] = [];
    const camera = await buildCamera(owner);
    const event = await buildEvent(camera, { occurredAt: new Date(0) });
    for (let second = 1; second <= 201; second++) {
      const startedAt = new Date(second * 1000);
      const { id } = await buildEvent(camera, { occurredAt: startedAt, visitId: event.visitId });
      const storageKey = `clip ${second}`;
      keys.push(storageKey);
      const { householdId } = owner;
      await db().clip.create({
        data: { householdId, eventId: id, storageKey, bytes: 1, startedAt },
      });
    }
    await Promise.all([endRecordings(now), endRecordings(now)]);
    await endRecordings(now);
    expect(await filesToDelete(owner)).toEqual(keys.toSorted());
  });

  it("are those that the household itself wants to keep no longer", async () => {
    const [owner, neighbour] = [await buildOwner(), await buildOwner()];
    const ours = await visited(owner, 8);
    const theirs = await visited(neighbour, 8);
    await setRecordingDays(owner, 7);
    expect(await keptFor(owner)).toMatchObject({ recordings: 7, mostRecordings: 90 });
    expect(await keptFor(neighbour)).toMatchObject({ recordings: 90 });
    await endRecordings(now);
    expect(await filesToDelete(owner)).toEqual([ours.storageKey]);
    expect(await filesToDelete(neighbour)).toEqual([]);
    expect(await clipOf(theirs.id)).toMatchObject({ anonymisedAt: null });
    const audit = { householdId: owner.householdId, act: "household.recording-days" };
    expect(await db().auditEntry.findMany({ where: audit })).toMatchObject([
      { accountId: owner.accountId, detail: { before: null, after: 7 } },
    ]);
  });

  it("are never kept longer than the operator allows", async () => {
    const owner = await buildOwner();
    await setRecordingDays(owner, 60);
    process.env.RECORDING_DAYS = "30";
    forgetEnv();
    const old = await visited(owner, 31);
    await expect(setRecordingDays(owner, 31)).rejects.toThrow("for that long");
    expect(await keptFor(owner)).toMatchObject({ recordings: 30, mostRecordings: 30 });
    await endRecordings(now);
    expect(await filesToDelete(owner)).toEqual([old.storageKey]);
  });

  it("are the owner's to decide about", async () => {
    const member = await buildMember(await buildOwner());
    await expect(setRecordingDays(member, 7)).rejects.toThrow("Only an owner");
  });
});
