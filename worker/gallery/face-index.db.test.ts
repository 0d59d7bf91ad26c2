import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { saveEmbeddings } from "#lib/faces/embeddings/commands.ts";
import { fuse } from "#lib/faces/identification/fusion.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import { normalise } from "#lib/faces/similarity.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { toBytes } from "#lib/faces/vector-bytes.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { embeddersOfSet, embedderVersion } from "#models/manifest.ts";
import { createFaceIndex, type FaceIndex } from "./face-index.ts";

withTestDatabase();

/** The axis with this number, as both embedders see it: two different ones have nothing in common. */
const looksOf = (at: number) => normalise(Float32Array.from({ length: 6 }, (_, i) => +(i === at)));
const embeddingsOf = (at: number) => lookingLike(looksOf(at));
/** What the standard embedders make of who looks so. */
const lookingLike = (vector: UnitVector) =>
  embeddersOfSet("standard").map(({ model, weight }) => ({
    ...{ embedder: model.name, version: embedderVersion(model), vector, weight },
  }));

async function home() {
  const owner = await buildOwner();
  const event = await buildEvent(await buildCamera(owner));
  /** A stored face with these looks, of somebody new unless given. */
  const see = async (at: number, person: Parameters<typeof buildFace>[1] = {}) => {
    const face = await buildFace(event, { name: `Person ${at}`, ...person });
    const { householdId, id: faceId } = face;
    await db().$transaction((tx) => saveEmbeddings(tx, { householdId, faceId }, embeddingsOf(at)));
    return await db().face.update({
      where: { id: faceId },
      data: { similarity: 0.9, embedderSet: "standard" },
    });
  };
  return { owner, see };
}

/** What the household decides on a face. */
async function decide(
  index: FaceIndex,
  { householdId }: Actor,
  embeddings: ReturnType<typeof lookingLike>,
) {
  const face = {
    ...{ fused: fuse(embeddings), embeddings, track: [], quality: 0.8, lighting: "day" },
  } as unknown as SeenFace;
  const [found] = await db().$transaction((tx) =>
    index.identify(tx, { id: randomUUID(), householdId }, [face]),
  );
  return found;
}

/** Whose the looks are to the household. */
async function whoIs(index: FaceIndex, owner: Actor, at: number) {
  const found = await decide(index, owner, embeddingsOf(at));
  return found?.outcome === "named" ? found.personId : null;
}

/** Has the household name by day from so much where a set of embedders decides. */
const nameFrom = ({ householdId }: Actor, embedderSet: string, named: number) =>
  db().householdCalibration.create({
    data: {
      ...{ householdId, embedderSet, lighting: "day" },
      ...{ at: new Date(), named, ask: 0.4, margin: 0.05, people: {} },
      ...{ strangerVisits: 0, strangersNamed: 0, strangersAsked: 0, lookAlikes: [] },
      ...{
        selfTest: { members: {}, mistakes: [] },
        distribution: { members: [], strangers: [] },
      },
    },
  });

const change = (id: string, data: Parameters<ReturnType<typeof db>["face"]["update"]>[0]["data"]) =>
  db().face.update({ where: { id }, data });

it("never finds another household's people, however like they are", async () => {
  const [ours, theirs] = [await home(), await home()];
  const index = createFaceIndex();
  const { personId } = await theirs.see(1);
  expect(await whoIs(index, ours.owner, 1)).toBeNull();
  expect(await whoIs(index, theirs.owner, 1)).toBe(personId);
  await ours.see(2);
  expect(await whoIs(index, ours.owner, 1)).toBeNull();
});

describe("what is held of a household", () => {
  it("follows what another worker writes and deletes", async () => {
    const { owner, see } = await home();
    const index = createFaceIndex();
    const faces = [await see(0), await see(1), await see(2)];
    expect(await whoIs(index, owner, 1)).toBe(faces[1]?.personId);
    await db().face.delete({ where: { id: faces[1]?.id ?? "" } });
    expect(await whoIs(index, owner, 1)).toBeNull();
    expect(index.size()).toBe(2);
    expect(await whoIs(index, owner, 2)).toBe(faces[2]?.personId);
    const { personId } = await see(3);
    expect(await whoIs(index, owner, 3)).toBe(personId);
    index.forget(owner.householdId);
    expect(index.size()).toBe(0);
    expect(await whoIs(index, owner, 0)).toBe(faces[0]?.personId);
  });

  it("follows a face to another person, and out of the gallery when it is none", async () => {
    const { owner, see } = await home();
    const index = createFaceIndex();
    const [face, { personId }] = [await see(0), await see(1)];
    expect(await whoIs(index, owner, 0)).toBe(face.personId);
    await change(face.id, { personId });
    expect(await whoIs(index, owner, 0)).toBe(personId);
    await change(face.id, { isFace: false });
    expect(await whoIs(index, owner, 0)).toBeNull();
  });

  it("goes when other households are used, the longest unused first, and is read again", async () => {
    const homes = [await home(), await home(), await home()];
    const people = [];
    for (const { see } of homes) people.push((await see(0)).personId);
    const index = createFaceIndex(2);
    for (let round = 0; round < 2; round++)
      for (const [at, { owner }] of homes.entries()) {
        expect(await whoIs(index, owner, 0)).toBe(people[at]);
        expect(index.size()).toBeLessThanOrEqual(2);
      }
  });

  it("is compared with all that is stored only after something was deleted", async () => {
    const { owner, see } = await home();
    const [whole, partly, gone] = [await see(0), await see(1), await see(2)];
    const [, second] = embeddingsOf(1);
    const of = { faceId: partly.id, embedder: second?.embedder ?? "" };
    await db().embedding.deleteMany({ where: of });
    const index = createFaceIndex();
    const vectorsOf = (tx: Transaction) => index.vectors(tx, owner.householdId, "standard");
    const readsOfAll = () => db().$transaction((tx) => countReadsOfAll(tx, vectorsOf));
    expect([await readsOfAll(), await readsOfAll()]).toEqual([0, 0]);
    await db().face.delete({ where: { id: gone.id } });
    expect([await readsOfAll(), await readsOfAll()]).toEqual([1, 0]);
    await db().face.delete({ where: { id: partly.id } });
    expect([await readsOfAll(), await readsOfAll()]).toEqual([1, 0]);
    expect(await whoIs(index, owner, 0)).toBe(whole.personId);
  });

  it("lacks the faces of a lost key, and knows them again when the key is back", async () => {
    const { owner, see } = await home();
    const { id, personId } = await see(0);
    await db().embedding.updateMany({ where: { faceId: id }, data: { keyId: "lost" } });
    const index = createFaceIndex();
    expect(await whoIs(index, owner, 0)).toBeNull();
    await db().embedding.updateMany({ where: { faceId: id }, data: { keyId: "test" } });
    expect(await whoIs(createFaceIndex(), owner, 0)).toBe(personId);
  });
});

describe("a person's templates", () => {
  it("are made of hidden people's faces too, and of nobody's who is forgotten", async () => {
    const { owner, see } = await home();
    const { personId } = await see(0);
    const index = createFaceIndex();
    const say = (data: { isHidden?: boolean; forgottenAt?: Date | null }) =>
      db().person.update({ where: { id: personId }, data });
    await say({ isHidden: true });
    expect(await whoIs(index, owner, 0)).toBe(personId);
    await say({ forgottenAt: new Date() });
    expect(await whoIs(index, owner, 0)).toBeNull();
    await say({ forgottenAt: null });
    expect(await whoIs(index, owner, 0)).toBe(personId);
  });

  it("leave out faces that were named without certainty", async () => {
    const { owner, see } = await home();
    const { personId, ...doubtful } = await see(1);
    const index = createFaceIndex();
    expect(await whoIs(index, owner, 1)).toBe(personId);
    await change(doubtful.id, { similarity: 0.4 });
    expect(await whoIs(index, owner, 1)).toBeNull();
  });

  it("are made of certain faces by the household's own threshold, and of what it confirmed", async () => {
    const { owner, see } = await home();
    const { id, personId } = await see(1);
    const index = createFaceIndex();
    expect(await whoIs(index, owner, 1)).toBe(personId);
    await nameFrom(owner, "standard", 0.95);
    expect(await whoIs(index, owner, 1)).toBeNull();
    await change(id, { isConfirmed: true });
    expect(await whoIs(index, owner, 1)).toBe(personId);
  });
});

it("decides by the thresholds of the set that has looked, also when another has just taken over", async () => {
  const { owner, see } = await home();
  const { id, personId } = await see(1);
  await change(id, { isConfirmed: true });
  await nameFrom(owner, "standard", 0.95);
  await nameFrom(owner, "light", 0.6);
  const data = { embedderSet: "light" };
  await db().household.update({ where: { id: owner.householdId }, data });
  const alike = normalise([0, 0.9, Math.sqrt(1 - 0.9 ** 2), 0, 0, 0]);
  expect(await decide(createFaceIndex(), owner, lookingLike(alike))).toMatchObject({
    outcome: "ask",
    personId,
    why: { thresholds: { named: 0.95 } },
  });
});

it("weighs the runner-up also behind a thousand faces of somebody who comes every day", async () => {
  const { owner, see } = await home();
  const [daily, seldom] = [await see(0), await see(1)];
  await repeat(daily.id, 1_100);
  const between = normalise([0.73, 0.68, 0, 0, 0, 0]);
  expect(await decide(createFaceIndex(), owner, lookingLike(between))).toMatchObject({
    outcome: "ask",
    personId: daily.personId,
    runnerUp: { personId: seldom.personId },
    why: { heldBack: ["margin"] },
  });
});

it("weighs who has a name also behind many faces of strangers who are more alike", async () => {
  const { owner, see } = await home();
  const { householdId } = owner;
  const { personId, eventId } = await see(0);
  const event = await db().event.findUniqueOrThrow({ where: { id: eventId ?? "" } });
  for (const tilt of [0.1, 0.2, 0.3]) {
    const { id: faceId } = await buildFace(event);
    const looks = normalise([0.9, 0.43, tilt, 0, 0, 0]);
    await db().$transaction((tx) =>
      saveEmbeddings(tx, { householdId, faceId }, lookingLike(looks)),
    );
    await repeat(faceId, 30, looks);
    await db().faceRejection.create({ data: { householdId, faceId, personId } });
  }
  const alike = normalise([0.9, 0.43, 0, 0, 0, 0]);
  const found = await decide(createFaceIndex(), owner, lookingLike(alike));
  expect(found?.why.rejected).toMatchObject([{ personId }]);
});

/** How often the ids of all of a household's faces are read. */
async function countReadsOfAll(
  tx: Transaction,
  work: (tx: Transaction) => Promise<unknown>,
): Promise<number> {
  let reads = 0;
  const embedding = new Proxy(tx.embedding, {
    get(target, name) {
      if (name === "findMany") reads += 1;
      return Reflect.get(target, name);
    },
  });
  await work(
    new Proxy(tx, {
      get: (target, name) => (name === "embedding" ? embedding : Reflect.get(target, name)),
    }),
  );
  return reads;
}

/** The same face so many times more. */
async function repeat(id: string, times: number, looks = looksOf(0)): Promise<void> {
  const { householdId, eventId, personId, seenAt } = await db().face.findUniqueOrThrow({
    where: { id },
  });
  const of = {
    householdId,
    eventId,
    personId,
    seenAt,
    match: "named",
    similarity: 0.9,
    embedderSet: "standard",
  } as const;
  const faces = await db().face.createManyAndReturn({
    data: Array.from({ length: times }, () => ({
      ...{ ...of, atMs: 1000, box: {}, track: [], quality: 0.8, heightPx: 90 },
      ...{ angle: "front" as const, detectionScore: 0.9 },
    })),
    select: { id: true },
  });
  const embeddings = lookingLike(looks).map(({ weight: _, vector, ...rest }) => ({
    ...{ ...rest, householdId, vector: toBytes(vector) },
  }));
  await db().embedding.createMany({
    data: faces.flatMap(({ id: faceId }) => embeddings.map((each) => ({ ...each, faceId }))),
  });
}
