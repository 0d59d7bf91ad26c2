import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { getPerson, listFaces } from "../queries.ts";

withTestDatabase();

it("sends the best faces with a person, and all that have a picture once they are asked for", async () => {
  const owner = await buildOwner();
  const event = await buildEvent(await buildCamera(owner));
  const { id: trimmed, personId } = await buildFace(event);
  await db().face.update({ where: { id: trimmed }, data: { cropKey: null } });
  const qualities = Array.from({ length: 21 }, (_, index) => (30 + index) / 100);
  for (const quality of qualities) {
    const { id } = await buildFace(event, { id: personId });
    await db().face.update({ where: { id }, data: { quality } });
  }

  const best = qualities.toReversed();
  const { faces, shownFaces } = await getPerson(owner, personId, new Date());
  expect(shownFaces).toBe(21);
  expect(faces.map(({ quality }) => quality)).toEqual(best.slice(0, 20));
  const all = await listFaces(owner, personId);
  expect(all.map(({ quality }) => quality)).toEqual(best);
  await expect(listFaces(await buildOwner(), personId)).rejects.toMatchObject({
    code: "not-found",
  });
});
