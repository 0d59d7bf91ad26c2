import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { toBytes } from "#lib/faces/vector-bytes.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { createFaceIndex } from "./face-index.ts";

withTestDatabase();

const embedders = [
  { name: "primary", version: "1" },
  { name: "secondary", version: "1" },
] as unknown as Parameters<ReturnType<typeof createFaceIndex>["identify"]>[3];

/** The axis with this number: two different ones have nothing in common. */
const axis = (at: number) =>
  Float32Array.from({ length: 4 }, (_, i) => Number(i === at)) as UnitVector;
const fusedAxis = (at: number) =>
  Float32Array.from({ length: 8 }, (_, i) =>
    i === at ? Math.sqrt(0.75) : i === at + 4 ? Math.sqrt(0.25) : 0,
  ) as UnitVector;

it("no longer finds a face that was deleted, and still finds those behind it", async () => {
  const owner = await buildOwner();
  const { householdId } = owner;
  const event = await buildEvent(await buildCamera(owner));
  const faces = [];
  for (const at of [0, 1, 2]) {
    const face = await buildFace(event, { name: `Person ${at}` });
    for (const { name: embedder, version } of embedders)
      await db().embedding.create({
        data: { householdId, faceId: face.id, embedder, version, vector: toBytes(axis(at)) },
      });
    faces.push(face);
  }
  const index = createFaceIndex();
  const found = async (at: number) => {
    const seen = { fused: fusedAxis(at), track: [] } as unknown as SeenFace;
    const [first] = await db().$transaction((tx) =>
      index.identify(tx, { id: randomUUID(), householdId }, [seen], embedders),
    );
    return first?.outcome === "named" ? first.personId : null;
  };
  expect(await found(1)).toBe(faces[1]?.personId);
  await db().face.delete({ where: { id: faces[1]?.id ?? "" } });
  expect(await found(1)).toBeNull();
  expect(await found(2)).toBe(faces[2]?.personId);
  index.forget(householdId);
  expect(await found(0)).toBe(faces[0]?.personId);
});
