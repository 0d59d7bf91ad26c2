import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, HouseholdId } from "#lib/accounts/types.ts";
import { findVisits, type Trait } from "#lib/events/finding/queries.ts";
import { listVisits } from "#lib/events/timeline/queries.ts";
import { project } from "#lib/identity/projection/commands.ts";
import { db } from "#lib/infra/db.ts";
import { createObjectStore } from "#lib/infra/storage.ts";
import { reviewQueue } from "#lib/review/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { seedHousehold } from "./seed.ts";

const database = withTestDatabase();

let folder: string;
let owner: Actor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-seed-"));
  const householdId = await seedHousehold({
    databaseUrl: database.url(),
    store: createObjectStore({ kind: "folder", root: folder }),
    seed: 1,
    until: new Date("2026-11-23T12:00:00Z"),
    size: { visits: 300, people: 200, faces: 600 },
    ...{ email: "robin@example.org", password: "secret", say: () => undefined },
  });
  owner = { householdId: householdId as HouseholdId, timeZone: "UTC", locale: "en" } as Actor;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it("what a seeded household's people and faces are follows from its ledger", async () => {
  const everything = async () => ({
    people: await db().person.findMany({ orderBy: { id: "asc" } }),
    faces: await db().face.findMany({ orderBy: { id: "asc" } }),
  });
  const before = await everything();
  const personIds = before.people.map(({ id }) => id);
  const faceIds = before.faces.map(({ id }) => id);
  await db().$transaction((tx) => project(tx, owner.householdId, { personIds, faceIds }));
  expect(await everything()).toEqual(before);
});

it("a seeded household's pages find their visits, questions and pictures", async () => {
  const visits = await listVisits(owner, { limit: 30 });
  expect(visits).toHaveLength(30);
  const { questions } = await reviewQueue(owner, null);
  expect(new Set(questions.map(({ kind }) => kind))).toEqual(
    new Set(["asked", "newcomer", "same"]),
  );
  const pictures = visits.flatMap(({ events }) => events.flatMap(({ faces }) => faces));
  expect(pictures.length).toBeGreaterThan(0);
  const store = createObjectStore({ kind: "folder", root: folder });
  for (const { cropUrl } of pictures)
    expect(await store.exists(String(cropUrl).replace("/api/media/", ""))).toBe(true);
});

it("the timeline finds the same, whether what is sought is gathered, walked along or looked through", async () => {
  const peopleOf = async (category: "familiar" | "watchlist" | "unknown") => {
    const people = await db().person.findMany({ where: { category } });
    return { personIds: people.map(({ id }) => id) };
  };
  const cameras = await db().camera.findMany({ orderBy: { id: "asc" } });
  const unknown = await peopleOf("unknown");
  const frontDoor: Trait = { cameraIds: cameras.slice(0, 1).map(({ id }) => id) };
  const traits: Trait[][] = [
    [unknown],
    [await peopleOf("familiar")],
    [frontDoor],
    [frontDoor, unknown],
    [{ outcomes: ["failed"], reasons: ["animal"] }],
  ];
  for (const sought of traits)
    for (const hours of [null, { from: 20, until: 7 }])
      for (const limit of [5, 60, 300]) {
        const [gathered, walked] = await Promise.all(
          [Number.POSITIVE_INFINITY, 0].map((common) =>
            findVisits(owner, { limit }, { traits: sought, hours }, common),
          ),
        );
        expect(walked?.length).toBeGreaterThan(0);
        expect(walked).toEqual(gathered);
      }
});
