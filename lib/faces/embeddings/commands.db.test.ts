import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { normalise } from "../similarity.ts";
import { toBytes } from "../vector-bytes.ts";
import { resealEmbeddings, saveEmbeddings } from "./commands.ts";
import { vectorOpener } from "./queries.ts";

withTestDatabase();

const VECTOR = normalise(Float32Array.from({ length: 64 }, (_, i) => Math.sin(i)));
const OLD = `test:${Buffer.alloc(32, 7).toString("base64")}`;
const NEW = `next:${Buffer.alloc(32, 9).toString("base64")}`;

function setKeys(...keys: string[]) {
  process.env.TOKEN_KEYS = keys.join(",");
  forgetEnv();
}

async function embeddedFaces(count: number) {
  setKeys(OLD);
  await db().embedding.deleteMany();
  const owner = await buildOwner();
  const event = await buildEvent(await buildCamera(owner));
  const faces: Awaited<ReturnType<typeof buildFace>>[] = [];
  for (let i = 0; i < count; i++) faces.push(await buildFace(event));
  await db().$transaction(async (tx) => {
    for (const { id: faceId, householdId } of faces)
      await saveEmbeddings(tx, { householdId, faceId }, [
        { embedder: "first", version: "1", vector: VECTOR },
      ]);
  });
  return { faceIds: faces.map(({ id }) => id) };
}

const rows = () => db().embedding.findMany({ orderBy: { sequence: "asc" } });
const opened = async () => (await rows()).map(vectorOpener());
const inTheClear = (row: { vector: Uint8Array }) =>
  Buffer.from(row.vector).includes(Buffer.from(toBytes(VECTOR)).subarray(0, 16));

it("keeps no vector in the clear, and opens it for its own face only", async () => {
  const {
    faceIds: [, other = ""],
  } = await embeddedFaces(2);
  const [row] = await rows();
  if (!row) throw new Error("There is no embedding.");
  expect(inTheClear(row)).toBe(false);
  const open = vectorOpener();
  expect(open(row)).toEqual(VECTOR);
  expect(() => open({ ...row, faceId: other })).toThrow();
  expect(() => open({ ...row, householdId: other })).toThrow();
});

it("replaces what the same embedder made before, which arrives anew", async () => {
  const { faceIds } = await embeddedFaces(1);
  const [before] = await rows();
  const { householdId, faceId } = before ?? { householdId: "", faceId: faceIds[0] ?? "" };
  const again = { embedder: "first", version: "1", vector: VECTOR };
  await db().$transaction((tx) => saveEmbeddings(tx, { householdId, faceId }, [again]));
  const [after, ...more] = await rows();
  expect(more).toEqual([]);
  expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0n);
});

it("encrypts the rows that are from before, batch by batch, and changes no vector", async () => {
  const { faceIds } = await embeddedFaces(505);
  await db().embedding.updateMany({ data: { vector: toBytes(VECTOR), keyId: null } });
  expect((await rows()).every(inTheClear)).toBe(true);
  expect(await opened()).toEqual(faceIds.map(() => VECTOR));
  expect([await resealEmbeddings(), await resealEmbeddings()]).toEqual([500, 5]);
  expect((await rows()).some(inTheClear)).toBe(false);
  expect(await opened()).toEqual(faceIds.map(() => VECTOR));
  expect(await resealEmbeddings()).toBe(0);
});

it("is shared out between runs at the same time", async () => {
  await embeddedFaces(600);
  setKeys(NEW, OLD);
  const counts = await Promise.all([resealEmbeddings(), resealEmbeddings()]);
  expect(counts.toSorted()).toEqual([100, 500]);
});

it("is encrypted anew when the key changes, so that the old key can be dropped", async () => {
  await embeddedFaces(3);
  setKeys(NEW, OLD);
  expect(await resealEmbeddings()).toBe(3);
  setKeys(NEW);
  expect(await opened()).toEqual([VECTOR, VECTOR, VECTOR]);
  expect(await resealEmbeddings()).toBe(0);
});

it("leaves what a lost key has encrypted as it is, for the day on which the key comes back", async () => {
  await embeddedFaces(2);
  setKeys(NEW);
  expect(await opened()).toEqual([null, null]);
  expect(await resealEmbeddings()).toBe(0);
  setKeys(NEW, OLD);
  expect(await resealEmbeddings()).toBe(2);
  expect(await opened()).toEqual([VECTOR, VECTOR]);
});
