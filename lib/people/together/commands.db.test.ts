import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { listForgotten, listPeople } from "../queries.ts";
import {
  forgetTogether,
  hideTogether,
  mergeTogether,
  redoTogether,
  undoTogether,
} from "./commands.ts";

withTestDatabase();

/** Anna and three strangers, in a visit each. */
async function home() {
  const owner = await buildOwner();
  const event = await buildEvent(await buildCamera(owner));
  const { personId: anna } = await buildFace(event, { name: "Anna" });
  const strangers: string[] = [];
  for (let each = 0; each < 3; each++) strangers.push((await buildFace(event)).personId);
  return { owner, anna, strangers, everybody: [...strangers, anna] };
}

const idsOf = (people: readonly { personId: string }[]) =>
  people.map(({ personId }) => personId).sort();

it("merges all into the one with a name, and gives all of them back", async () => {
  const { owner, anna, everybody } = await home();
  const { entryIds } = await mergeTogether(owner, everybody);
  expect(entryIds).toHaveLength(3);
  expect(await listPeople(owner)).toMatchObject([{ personId: anna, name: "Anna", faceCount: 4 }]);
  await undoTogether(owner, entryIds, new Date());
  expect(idsOf(await listPeople(owner))).toEqual(everybody.toSorted());
  await redoTogether(owner, entryIds, new Date());
  expect(await listPeople(owner)).toMatchObject([{ personId: anna, faceCount: 4 }]);
});

it("hides those who are shown, and shows them again", async () => {
  const { owner, strangers } = await home();
  const [first = ""] = strangers;
  await hideTogether(owner, [first], true);
  const { entryIds } = await hideTogether(owner, strangers, true);
  expect(entryIds).toHaveLength(2);
  const hidden = async () =>
    idsOf((await listPeople(owner)).filter(({ isHidden }) => isHidden)).length;
  expect(await hidden()).toBe(3);
  await undoTogether(owner, entryIds, new Date());
  expect(await hidden()).toBe(1);
});

it("forgets each with a job of its own, and has all of them back", async () => {
  const { owner, strangers } = await home();
  const { entryIds } = await forgetTogether(owner, strangers, false, new Date());
  expect(idsOf(await listForgotten(owner))).toEqual(strangers.toSorted());
  const jobs = await db().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from graphile_worker.jobs where task_identifier = 'erase-person'`;
  expect(jobs).toEqual([{ count: 3 }]);
  await undoTogether(owner, entryIds, new Date());
  expect(await listForgotten(owner)).toEqual([]);
});

it("does nothing at all where one of them is another household's", async () => {
  const { owner, strangers } = await home();
  const other = await home();
  const mixed = [...strangers, other.anna];
  const refused = { code: "not-found" };
  await expect(hideTogether(owner, mixed, true)).rejects.toMatchObject(refused);
  await expect(mergeTogether(owner, mixed)).rejects.toMatchObject(refused);
  await expect(forgetTogether(owner, mixed, true, new Date())).rejects.toMatchObject(refused);
  expect(await listPeople(owner)).toHaveLength(4);
  const entries = await hideTogether(other.owner, [other.anna], true);
  await expect(undoTogether(owner, entries.entryIds, new Date())).rejects.toMatchObject(refused);
});
