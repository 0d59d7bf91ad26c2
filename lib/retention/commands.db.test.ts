import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { getEvent } from "#lib/events/detail/queries.ts";
import { db } from "#lib/infra/db.ts";
import { getPerson, listPeople } from "#lib/people/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { archiveUnregistered, trimUnregistered } from "./commands.ts";

withTestDatabase();

const now = new Date("2026-06-01T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 3_600_000);

type Look = {
  days: number;
  quality?: number;
  angle?: "half_profile" | "profile";
  lighting?: "infrared";
  isFace?: boolean;
};

/** Somebody who was seen like this; every face has an embedding and pictures of its own. */
async function seen(
  owner: Actor,
  looks: readonly Look[],
  described: { name?: string; category?: "familiar" | "watchlist" } = {},
) {
  const { householdId } = owner;
  const camera = await buildCamera(owner);
  const person = await db().person.create({ data: { householdId, ...described } });
  const faceIds: string[] = [];
  for (const { days, ...look } of looks) {
    const event = await buildEvent(camera, { occurredAt: daysAgo(days) });
    const face = await buildFace(event, { id: person.id });
    await db().face.update({ where: { id: face.id }, data: look });
    const vector = Buffer.alloc(8);
    await db().embedding.create({
      data: { householdId, faceId: face.id, embedder: "e", version: "1", vector },
    });
    faceIds.push(face.id);
  }
  return { personId: person.id, faceIds };
}

/** The household has said that these faces are not the person's. */
async function deny({ householdId }: Actor, { personId }: { personId: string }, faceIds: string[]) {
  const data = faceIds.map((faceId) => ({ householdId, faceId, personId }));
  await db().faceRejection.createMany({ data });
}

const kept = async (faceIds: string[]) => {
  const faces = await db().face.findMany({
    where: { id: { in: faceIds } },
    include: { embeddings: true },
  });
  const whole = faces.filter(({ cropKey, alignedKey, trimmedAt, embeddings }) => {
    const parts = [cropKey, alignedKey, !trimmedAt, embeddings.length > 0].map(Boolean);
    expect(new Set(parts).size).toBe(1);
    return parts[0];
  });
  expect(faces).toHaveLength(faceIds.length);
  return faceIds.flatMap((id, index) => (whole.some((face) => face.id === id) ? index : []));
};

const filesToDelete = async ({ householdId }: Actor) =>
  await db().$queryRaw<{ keys: string[] }[]>`
    select array(select json_array_elements_text(payload->'keys')) as keys
    from graphile_worker._private_jobs where payload->>'householdId' = ${householdId}`;

describe("trimming unregistered people", () => {
  it("leaves the best face of each angle of somebody unseen for 90 days, and every row", async () => {
    const owner = await buildOwner();
    const { faceIds } = await seen(owner, [
      { days: 200, quality: 0.6 },
      { days: 150, quality: 0.9 },
      { days: 120, quality: 0.95, isFace: false },
      { days: 91, quality: 0.5, angle: "half_profile" },
      { days: 100, quality: 0.4, angle: "half_profile" },
      { days: 95, angle: "profile", isFace: false },
    ]);
    const faces = await db().face.findMany({ where: { id: { in: faceIds } } });
    await trimUnregistered(now);
    expect(await kept(faceIds)).toEqual([1, 3]);
    const [job, ...others] = await filesToDelete(owner);
    expect(others).toEqual([]);
    const gone = faces.filter(({ id }) => [0, 2, 4, 5].some((index) => faceIds[index] === id));
    const keys = gone.flatMap(({ cropKey, alignedKey }) => [cropKey, alignedKey]);
    expect(job?.keys.toSorted()).toEqual(keys.toSorted());
  });

  it("leaves a few of what the household has said whose it is not, to speak against that person", async () => {
    const owner = await buildOwner();
    const anna = await seen(owner, [{ days: 1 }], { name: "Anna" });
    const bo = await seen(owner, [{ days: 1 }], { name: "Bo" });
    const { faceIds } = await seen(owner, [
      { days: 99, quality: 0.9 },
      ...[0.3, 0.8, 0.7, 0.4, 0.6, 0.5].map((quality) => ({ days: 90 + quality, quality })),
      { days: 97, quality: 0.95, isFace: false },
      { days: 96, quality: 0.2, lighting: "infrared" },
    ]);
    await deny(owner, anna, faceIds.slice(1));
    await deny(owner, bo, faceIds.slice(1, 2));
    await trimUnregistered(now);
    expect(await kept(faceIds)).toEqual([0, 1, 2, 3, 5, 8]);
  });

  it("does nothing more when it runs again", async () => {
    const owner = await buildOwner();
    const { faceIds } = await seen(owner, [{ days: 99 }, { days: 98 }, { days: 97 }]);
    await trimUnregistered(now);
    const once = await db().face.findMany({ where: { id: { in: faceIds } } });
    await trimUnregistered(new Date(now.getTime() + 1000));
    expect(await db().face.findMany({ where: { id: { in: faceIds } } })).toEqual(once);
    expect(await filesToDelete(owner)).toHaveLength(1);
  });

  it.each([
    ["has a name", { name: "Anna" }, 99],
    ["has a category", { category: "watchlist" } as const, 99],
    ["was seen in time", {}, 89],
  ])("leaves everything of who %s", async (_, described, days) => {
    const owner = await buildOwner();
    const { faceIds } = await seen(owner, [{ days: 300 }, { days }], described);
    await trimUnregistered(now);
    expect(await kept(faceIds)).toEqual([0, 1]);
    expect(await filesToDelete(owner)).toEqual([]);
  });

  it("shows the person's best picture where a face has none any more", async () => {
    const owner = await buildOwner();
    const looks = [
      { days: 200, quality: 0.6 },
      { days: 150, quality: 0.9 },
    ];
    const { personId, faceIds } = await seen(owner, looks);
    await trimUnregistered(now);
    const face = await db().face.findUniqueOrThrow({ where: { id: faceIds[0] ?? "" } });
    const person = await getPerson(owner, personId, new Date());
    const event = await getEvent(owner, face.eventId ?? "");
    expect(person.visitCount).toBe(2);
    expect(person.cropUrl).not.toBeNull();
    expect(event.faces).toMatchObject([{ faceId: face.id, cropUrl: person.cropUrl }]);
    expect(person.faces.map(({ cropUrl }) => cropUrl)).toEqual([person.cropUrl]);
  });
});

describe("archiving unregistered people", () => {
  it("marks who was unseen for 90 days, and unmarks who was seen again or registered", async () => {
    const owner = await buildOwner();
    const away = await seen(owner, [{ days: 91 }]);
    const lately = await seen(owner, [{ days: 89 }]);
    const named = await seen(owner, [{ days: 300 }], { name: "Anna" });
    const marks = async () => {
      const people = await listPeople(owner);
      const archived = people.filter(({ isArchived }) => isArchived);
      return archived.map(({ personId }) => personId);
    };
    await archiveUnregistered(now);
    expect(await marks()).toEqual([away.personId]);
    await db().face.updateMany({
      where: { personId: lately.personId },
      data: { personId: away.personId },
    });
    await db().person.update({ where: { id: named.personId }, data: { archivedAt: now } });
    await archiveUnregistered(now);
    expect(await marks()).toEqual([]);
    const { householdId } = owner;
    expect(await db().person.count({ where: { householdId, archivedAt: { not: null } } })).toBe(0);
  });
});
