import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { calibrateHouseholdsSoon, failRun, testNow } from "#lib/calibration/commands.ts";
import { decidingThresholds, facesToWeigh, getSureness } from "#lib/calibration/queries.ts";
import { enrolMember, membersOf } from "#lib/calibration/weighing.ts";
import { saveEmbeddings } from "#lib/faces/embeddings/commands.ts";
import { FACES_EACH } from "#lib/faces/identification/enrolment.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import { cosineSimilarity, normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { db } from "#lib/infra/db.ts";
import { recogniseAgain } from "#lib/rerecognition/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { syntheticLooks } from "#lib/testing/synthetic-faces.ts";
import { embeddersOfSet, embedderVersion, thresholdsOfSet } from "#models/manifest.ts";
import { createFaceIndex } from "./face-index.ts";
import { calibrateHousehold } from "./household-calibration.ts";

withTestDatabase();

const { centre, between, picture } = syntheticLooks();
/** As a likeness of pictures. */
const SAME_PICTURE = 1;
const NOW = new Date("2026-11-22T12:00:00Z");

const embeddingsOf = (vector: UnitVector) =>
  embeddersOfSet("standard").map(({ model, weight }) => ({
    ...{ embedder: model.name, version: embedderVersion(model), weight, vector },
  }));

async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const { householdId } = owner;
  /** Somebody who came in so many visits; who has a name is confirmed each time. */
  const see = async (looks: UnitVector, visits: number, name?: string, likeness = 0.7) => {
    let person: { id?: string; name?: string } = name ? { name } : {};
    for (let visit = 0; visit < visits; visit++) {
      const face = await buildFace(await buildEvent(camera), person);
      await db().$transaction((tx) =>
        saveEmbeddings(
          tx,
          { householdId, faceId: face.id },
          embeddingsOf(picture(looks, likeness)),
        ),
      );
      const data = { similarity: 0.9, isConfirmed: name !== undefined };
      await db().face.update({ where: { id: face.id }, data });
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
    expect(lightings[0]?.heldRates.wrong.high).toBeCloseTo(1 - 0.05 ** (1 / 12), 6);
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
      db().face.update({ where: { id: misplaced.id }, data: { personId, isConfirmed: true } });
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

describe("what is weighed", () => {
  it("makes the same templates as recognition does, by the household's own thresholds", async () => {
    const { householdId, see, run } = await home();
    const annaId = await see(centre(), 20, "Anna");
    await run();
    await db().householdCalibration.updateMany({ where: { householdId }, data: { named: 0.7 } });
    const rows = await db().face.findMany({ where: { householdId }, orderBy: { id: "asc" } });
    for (const [index, { id }] of rows.entries()) {
      const data = {
        quality: (index * 7) % 20 < 4 ? 0.9 : 0.3 + index / 100,
        match: "named" as const,
        isConfirmed: index % 3 === 0,
        similarity: index % 4 === 0 ? 0.6 : 0.9,
      };
      await db().face.update({ where: { id }, data });
    }
    const index = createFaceIndex();
    const { faces } = await facesToWeigh(householdId, (tx, set) =>
      index.vectors(tx, householdId, set),
    );
    const [member] = membersOf(faces);
    if (!member) throw new Error("Nobody has a name.");
    const recollected = await db().$transaction(async (tx) => {
      const { peopleOf } = await index.recollect(tx, householdId);
      return await peopleOf([annaId]);
    });
    expect(enrolMember(member).templates).toEqual(recollected[0]?.templates);
  });

  it("holds confirmed and denied faces however many came since", async () => {
    const { householdId, see } = await home();
    const annaId = await see(centre(), 1, "Anna");
    const strangerId = await see(centre(), 2);
    const [denied, forgotten] = await db().face.findMany({ where: { personId: strangerId } });
    if (!denied || !forgotten) throw new Error("There is no stranger.");
    await db().faceRejection.create({
      data: { householdId, faceId: denied.id, personId: annaId },
    });
    await db().$executeRaw`
      insert into faces select (jsonb_populate_record(f, jsonb_build_object(
        'id', gen_random_uuid(), 'seen_at', f.seen_at + interval '1 day'))).*
      from faces f, generate_series(1, 10000) where f.id = ${forgotten.id}::uuid`;
    const { faces } = await facesToWeigh(householdId, (tx, set) =>
      createFaceIndex().vectors(tx, householdId, set),
    );
    expect(faces).toHaveLength(2);
    expect(faces.find(({ personId }) => personId === annaId)).toMatchObject({ isMember: true });
    expect(faces.find(({ faceId }) => faceId === denied.id)?.rejectedFor).toEqual([annaId]);
  });
});

describe("whom Kith no longer names because it takes more by now", () => {
  it("is no stranger for whom it would take still more", async () => {
    const { owner, householdId, see, run } = await home();
    const anna = centre();
    await see(anna, FACES_EACH, "Anna", SAME_PICTURE);
    const likeAnna = (likeness: number) => {
      const other = centre();
      const shared = cosineSimilarity(other, anna);
      const unlike = normalise(other.map((value, index) => value - shared * (anna[index] ?? 0)));
      return between(unlike, anna, likeness / (likeness + Math.sqrt(1 - likeness ** 2)));
    };
    const recognise = () => recogniseAgain(householdId, createFaceIndex().recollect, () => NOW);
    for (const likeness of [0.54, 0.56]) await see(likeAnna(likeness), 1, undefined, SAME_PICTURE);
    await recognise();
    const asked = () => db().face.count({ where: { householdId, match: "ask" } });
    expect(await asked()).toBe(0);
    await see(likeAnna(0.42), 1, undefined, SAME_PICTURE);
    const thresholds: unknown[] = [];
    for (let round = 1; round <= 3; round++) {
      await run(new Date(NOW.getTime() + round * 1000));
      await recognise();
      thresholds.push((await getSureness(owner)).lightings[0]?.named);
      expect(await asked()).toBe(3);
    }
    const [first] = thresholds;
    expect(first).toBeGreaterThan(DEFAULT_THRESHOLDS.named);
    expect(thresholds).toEqual([first, first, first]);
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

  it("begins with what the household's own set of embedders needs, before and after a run", async () => {
    const { householdId, see, run } = await home();
    await see(centre(), 3);
    await db().household.update({ where: { id: householdId }, data: { embedderSet: "light" } });
    const { start } = thresholdsOfSet("light");
    const of = { householdId, embedderSet: "light" };
    const decides = () => db().$transaction((tx) => decidingThresholds(tx, of));
    expect(await decides()).toEqual({ day: start, infrared: start });
    await run();
    expect(await db().householdCalibration.count({ where: of })).toBe(2);
    const { day, infrared } = await decides();
    for (const each of [day, infrared]) expect(each).toMatchObject(start);
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

  it("counts, and one that it has overtaken leaves nothing", async () => {
    const { owner, householdId, see } = await home();
    await see(centre(), 3, "Anna");
    const index = createFaceIndex();
    let overtake: (() => Promise<void>) | undefined;
    const run = (now: Date) =>
      calibrateHousehold(householdId, {
        faceIndex: {
          ...index,
          async vectors(...of) {
            const vectors = await index.vectors(...of);
            const before = overtake;
            overtake = undefined;
            await before?.();
            return vectors;
          },
        },
        now: () => now,
        signal: new AbortController().signal,
      });
    const later = new Date(NOW.getTime() + 1000);
    overtake = async () => {
      await see(centre(), 1);
      await run(later);
    };
    await run(NOW);
    const rows = await db().householdCalibration.findMany({ where: { householdId } });
    expect(rows.map(({ at }) => at)).toEqual([later, later]);
    const { run: state, lightings } = await getSureness(owner);
    expect(state).toEqual({ state: "done", at: later.toISOString() });
    expect(lightings[0]?.strangers.visits).toBe(1);
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
