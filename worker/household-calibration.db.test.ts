import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { calibrateHouseholdsSoon, failRun, testNow } from "#lib/calibration/commands.ts";
import { getSureness } from "#lib/calibration/queries.ts";
import { saveEmbeddings } from "#lib/faces/embeddings/commands.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { syntheticLooks } from "#lib/testing/synthetic-faces.ts";
import { embeddersOfSet, embedderVersion } from "#models/manifest.ts";
import { createFaceIndex } from "./face-index.ts";
import { calibrateHousehold } from "./household-calibration.ts";

withTestDatabase();

const { centre, between, picture } = syntheticLooks();
const NOW = new Date("2026-11-22T12:00:00Z");

const embeddingsOf = (vector: UnitVector) =>
  embeddersOfSet("standard").map(({ model, weight }) => ({
    ...{ embedder: model.name, version: embedderVersion(model), weight, vector },
  }));

async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const { householdId } = owner;
  /** Somebody who came in so many visits. */
  const see = async (looks: UnitVector, visits: number, name?: string) => {
    let person: { id?: string; name?: string } = name ? { name } : {};
    for (let visit = 0; visit < visits; visit++) {
      const face = await buildFace(await buildEvent(camera), person);
      await db().$transaction((tx) =>
        saveEmbeddings(tx, { householdId, faceId: face.id }, embeddingsOf(picture(looks))),
      );
      await db().face.update({ where: { id: face.id }, data: { similarity: 0.9 } });
      person = { id: face.personId };
    }
    return person.id ?? "";
  };
  const run = (now = NOW) =>
    calibrateHousehold(householdId, {
      faceIndex: createFaceIndex(),
      now: () => now,
      signal: new AbortController().signal,
    });
  return { owner, householdId, see, run };
}

const queued = () =>
  db().$queryRaw<{ key: string }[]>`select key from graphile_worker.jobs where key is not null`;

describe("calibrating a household", () => {
  it("tells how sure it is of everybody, by the faces that the worker alone can read", async () => {
    const { owner, see, run } = await home();
    const anna = centre();
    await see(anna, 6, "Anna");
    await see(between(anna, centre(), 0.2), 6, "Bea");
    for (let stranger = 0; stranger < 12; stranger++) await see(centre(), 1);
    await run();
    const { run: state, lightings } = await getSureness(owner);
    expect(state).toEqual({ state: "done", at: NOW.toISOString() });
    expect(lightings).toHaveLength(1);
    expect(lightings[0]).toMatchObject({
      lighting: "day",
      strangers: { visits: 12, named: 0 },
      held: { faces: 12, wrong: 0 },
      members: [
        { name: "Anna", faceCount: 6, lookAlikes: ["Bea"], isRaised: true },
        { name: "Bea", faceCount: 6, lookAlikes: ["Anna"], isRaised: true },
      ],
    });
    expect(lightings[0]?.strangers.namedRate.high).toBeCloseTo(1 - 0.05 ** (1 / 12), 6);
  });

  it("writes nothing where nothing is new, and keeps what was before where something is", async () => {
    const { householdId, see, run } = await home();
    const anna = centre();
    await see(anna, 3, "Anna");
    await run();
    const count = () => db().householdCalibration.count({ where: { householdId } });
    expect(await count()).toBe(2);
    await run(new Date(NOW.getTime() + 1000));
    expect(await count()).toBe(2);
    await see(centre(), 1);
    await run(new Date(NOW.getTime() + 2000));
    expect(await count()).toBe(3);
  });

  it("hears nothing of the people next door", async () => {
    const [ours, theirs] = [await home(), await home()];
    const anna = centre();
    await ours.see(anna, 3, "Anna");
    await theirs.see(anna, 3);
    await theirs.see(anna, 3, "Anne");
    await ours.run();
    const { lightings } = await getSureness(ours.owner);
    expect(lightings[0]).toMatchObject({ strangers: { visits: 0 }, members: [{ name: "Anna" }] });
    expect((await getSureness(theirs.owner)).run).toEqual({ state: "never" });
  });

  it("leaves out of the mistakes a face that was given to somebody else since", async () => {
    const { owner, householdId, see, run } = await home();
    const anna = centre();
    const annaId = await see(anna, 6, "Anna");
    const beaId = await see(centre(), 6, "Bea");
    await see(anna, 1);
    const misplaced = await db().face.findFirstOrThrow({
      where: { householdId, personId: { notIn: [annaId, beaId] } },
    });
    const giveTo = (personId: string) =>
      db().face.update({ where: { id: misplaced.id }, data: { personId } });
    await giveTo(beaId);
    await run();
    const mistakes = async () => (await getSureness(owner)).lightings[0]?.mistakes;
    expect(await mistakes()).toMatchObject([
      { faceId: misplaced.id, name: "Bea", namedAs: "Anna" },
    ]);
    await giveTo(annaId);
    expect(await mistakes()).toEqual([]);
  });
});

describe("recognition", () => {
  it("decides by the newest calibration of the household's set and the face's lighting", async () => {
    const { owner, householdId, see, run } = await home();
    const anna = centre();
    await see(anna, 3, "Anna");
    await run();
    const index = createFaceIndex();
    const decide = async (lighting: "day" | "infrared") => {
      const embeddings = embeddingsOf(anna);
      const face = { fused: fuse(embeddings), embeddings, track: [], lighting };
      const [found] = await db().$transaction((tx) =>
        index.identify(tx, { id: randomUUID(), householdId }, [face as unknown as SeenFace]),
      );
      return found?.outcome;
    };
    expect(await decide("day")).toBe("named");
    const { id: _, ...last } = await db().householdCalibration.findFirstOrThrow({
      where: { householdId, lighting: "day" },
    });
    const add = (named: number, minutesLater: number, embedderSet = "standard") =>
      db().householdCalibration.create({
        data: {
          ...(last as object as Parameters<
            ReturnType<typeof db>["householdCalibration"]["create"]
          >[0]["data"]),
          ...{ named, embedderSet, at: new Date(NOW.getTime() + minutesLater * 60_000) },
        },
      });
    await add(0.99, 2);
    await add(0.1, 1);
    await add(0.1, 3, "another");
    expect(await decide("day")).toBe("ask");
    expect(await decide("infrared")).toBe("named");
    expect((await getSureness(owner)).lightings[0]?.named).toBe(0.99);
  });

  it("keeps the defaults where nothing was calibrated", async () => {
    const { householdId, see, run } = await home();
    await see(centre(), 3);
    await run();
    const rows = await db().householdCalibration.findMany({ where: { householdId } });
    for (const { named, ask, margin } of rows)
      expect({ named, ask, margin }).toEqual(DEFAULT_THRESHOLDS);
  });
});

describe("the next run", () => {
  it("comes for households with a name and something new, and for no other", async () => {
    const [silent, named] = [await home(), await home()];
    await silent.see(centre(), 1);
    await named.see(centre(), 2, "Anna");
    const later = new Date(Date.now() + 60_000);
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    await calibrateHouseholdsSoon();
    const keys = (await queued()).map(({ key }) => key);
    expect(keys).toContain(`calibrate:${named.householdId}`);
    expect(keys).not.toContain(`calibrate:${silent.householdId}`);
    await named.run(later);
    await db().$executeRaw`delete from graphile_worker._private_jobs`;
    await calibrateHouseholdsSoon();
    expect((await queued()).map(({ key }) => key)).not.toContain(`calibrate:${named.householdId}`);
  });

  it("is told of while it waits and when it is given up, and what was known stays", async () => {
    const { owner, householdId, see, run } = await home();
    await see(centre(), 3, "Anna");
    await run();
    const before = await getSureness(owner);
    await testNow(owner, NOW);
    expect((await getSureness(owner)).run).toEqual({ state: "waiting" });
    await failRun(householdId, "worker-died", NOW);
    expect(await getSureness(owner)).toEqual({
      run: { state: "failed", at: NOW.toISOString() },
      lightings: before.lightings,
    });
  });
});
