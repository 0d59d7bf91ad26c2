import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { saveEmbeddings } from "../embeddings/commands.ts";
import { normalise } from "../similarity.ts";
import {
  countEmbedded,
  embeddedFaces,
  facesArrivedAfter,
  facesOfPeople,
  peopleOfFaces,
  rejectionsOfPeople,
} from "./queries.ts";

withTestDatabase();

const EMBEDDER = { embedder: "first", version: "1" };

it("shows a household nothing of another's faces and people, even when it names them", async () => {
  const [ours, theirs] = [await buildOwner(), await buildOwner()];
  const { householdId } = theirs;
  const face = await buildFace(await buildEvent(await buildCamera(theirs)));
  const { id: faceId, personId } = face;
  await db().$transaction((tx) =>
    saveEmbeddings(tx, { householdId, faceId }, [{ ...EMBEDDER, vector: normalise([1, 0]) }]),
  );
  await db().faceRejection.create({ data: { householdId, faceId, personId } });
  const seenBy = (household: string) =>
    db().$transaction(async (tx) => {
      const namedFrom = { day: 0.45, infrared: 0.45 };
      const scope = {
        ...{ householdId: household, exceptEventId: randomUUID() },
        ...{ embedderSet: "standard", namedFrom },
      };
      return [
        (await facesArrivedAfter(tx, household, [EMBEDDER], 0n, 10)).length,
        await countEmbedded(tx, household, EMBEDDER),
        (await embeddedFaces(tx, household, EMBEDDER)).size,
        (await peopleOfFaces(tx, scope, [faceId])).size,
        (await facesOfPeople(tx, scope, [personId])).length,
        (await rejectionsOfPeople(tx, household, [personId])).length,
      ];
    });
  expect(await seenBy(householdId)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await seenBy(ours.householdId)).toEqual([0, 0, 0, 0, 0, 0]);
});

it("counts a face by the cosine that it was named with, but not by that of another set", async () => {
  const owner = await buildOwner();
  const { householdId } = owner;
  const face = await buildFace(await buildEvent(await buildCamera(owner)), { name: "Anna" });
  await db().face.update({
    where: { id: face.id },
    data: { similarity: 0.5, embedderSet: "standard" },
  });
  const counts = (named: number, embedderSet: string) =>
    db().$transaction(async (tx) => {
      const namedFrom = { day: named, infrared: named };
      const scope = { householdId, exceptEventId: null, embedderSet, namedFrom };
      return (await peopleOfFaces(tx, scope, [face.id])).size === 1;
    });
  expect(await counts(0.4, "standard")).toBe(true);
  expect(await counts(0.6, "standard")).toBe(false);
  expect(await counts(0.6, "another")).toBe(true);
});
