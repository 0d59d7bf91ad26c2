import { expect, it } from "vitest";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { markChild, mergePeople } from "../commands.ts";
import { assignFaces } from "../faces/commands.ts";
import { getPerson, listPeople } from "../queries.ts";
import { mergeTogether } from "../together/commands.ts";
import { previewMerge, previewMove } from "./queries.ts";

withTestDatabase();

/** Anna in two visits, and somebody without a name in one of them and in a third. */
async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const at = (hour: number) => ({ occurredAt: new Date(Date.UTC(2026, 0, 1, hour)) });
  const [morning, noon, night] = [
    await buildEvent(camera, at(8)),
    await buildEvent(camera, at(12)),
    await buildEvent(camera, at(22)),
  ];
  const anna = await buildFace(morning, { name: "Anna" });
  const again = await buildFace(noon, { id: anna.personId });
  const stranger = await buildFace(noon);
  await buildFace(night, { id: stranger.personId });
  return { owner, anna, again, stranger };
}

it("tells of a merge what it then does, and that one recording shows both", async () => {
  const { owner, anna, stranger } = await home();
  await markChild(owner, stranger.personId, true);
  const preview = await previewMerge(owner, [anna.personId, stranger.personId]);
  expect(preview).toMatchObject({
    moved: { faces: 2, visits: 2 },
    left: { faces: 0, visits: 0 },
    after: { faces: 4, visits: 3 },
    from: [{ personId: stranger.personId, name: null }],
    into: { personId: anna.personId, name: "Anna" },
    becomesChild: true,
    seenTogether: 1,
  });
  expect([preview.from[0].cropUrls.length, preview.into?.cropUrls.length]).toEqual([2, 2]);
  await mergePeople(owner, anna.personId, stranger.personId);
  expect(await getPerson(owner, anna.personId, new Date())).toMatchObject({
    ...{ faceCount: 4, visitCount: 3, isChild: true },
  });
});

it("tells of merging several what it then does", async () => {
  const { owner, anna, stranger } = await home();
  const other = await buildFace(await buildEvent(await buildCamera(owner)));
  const personIds = [other.personId, stranger.personId, anna.personId];
  expect(await previewMerge(owner, personIds)).toMatchObject({
    moved: { faces: 3, visits: 3 },
    after: { faces: 5, visits: 4 },
    from: [{ personId: other.personId }, { personId: stranger.personId }],
    into: { name: "Anna" },
    seenTogether: 1,
  });
  await mergeTogether(owner, personIds);
  expect(await listPeople(owner)).toMatchObject([
    { personId: anna.personId, faceCount: 5, visitCount: 4 },
  ]);
});

it("tells of faces that are given to somebody what both then have", async () => {
  const { owner, anna, again, stranger } = await home();
  const preview = await previewMove(owner, [again.id], stranger.personId);
  expect(preview).toMatchObject({
    moved: { faces: 1, visits: 1 },
    left: { faces: 1, visits: 1 },
    after: { faces: 3, visits: 2 },
    from: [{ name: "Anna" }],
    into: { personId: stranger.personId },
  });
  await assignFaces(owner, [again.id], stranger.personId);
  const now = new Date();
  expect(await getPerson(owner, anna.personId, now)).toMatchObject({ faceCount: 1 });
  const given = { faceCount: 3, visitCount: 2 };
  expect(await getPerson(owner, stranger.personId, now)).toMatchObject(given);
});

it("tells of faces that are somebody new's, and nothing to another household", async () => {
  const { owner, anna, again } = await home();
  expect(await previewMove(owner, [anna.id, again.id], null)).toMatchObject({
    ...{ moved: { faces: 2, visits: 2 }, left: { faces: 0, visits: 0 }, into: null },
  });
  const other = await buildOwner();
  const refused = { code: "not-found" };
  await expect(previewMove(other, [again.id], null)).rejects.toMatchObject(refused);
  const merge = previewMerge(other, [anna.personId, again.personId]);
  await expect(merge).rejects.toMatchObject(refused);
});
