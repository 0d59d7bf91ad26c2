import { describe, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { forgetPerson, hidePerson, renamePerson } from "#lib/people/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
} from "#lib/testing/factories.ts";
import { namedPeople, reviewLeft, reviewQueue } from "./queries.ts";
import { cursorSchema } from "./schema.ts";

withTestDatabase();

type Camera = Awaited<ReturnType<typeof buildCamera>>;

async function home() {
  const owner = await buildOwner();
  return { owner, camera: await buildCamera(owner) };
}

/** Faces of as many strangers, each in a visit of its own, of which Kith asks whether they are somebody. */
async function asked(camera: Camera, name: string, count: number) {
  const { personId } = await buildFace(await buildEvent(camera), { name });
  const faces = [];
  for (let index = 0; index < count; index++) {
    const face = await buildFace(await buildEvent(camera));
    await askAbout(face, personId);
    faces.push(face);
  }
  return { personId, faces };
}

/** Somebody without a name, seen once in each of so many visits. */
async function stranger(camera: Camera, visits: number) {
  const { personId } = await buildFace(await buildEvent(camera));
  for (let visit = 1; visit < visits; visit++)
    await buildFace(await buildEvent(camera), { id: personId });
  return personId;
}

const inShort = (page: Awaited<ReturnType<typeof reviewQueue>>) =>
  page.questions.map((question) =>
    question.kind === "asked" ? `${question.name} ${question.faceCount}` : question.kind,
  );

describe("the queue", () => {
  it("asks of those first who get most visits by a yes, then who is one, then who is new", async () => {
    const { owner, camera } = await home();
    await asked(camera, "Anna", 2);
    await asked(camera, "Bert", 3);
    const newcomer = await stranger(camera, 4);
    const [a, b] = [await stranger(camera, 1), await stranger(camera, 1)].toSorted();
    const [face] = await db().face.findMany({ where: { personId: a ?? "" } });
    const [other] = await db().face.findMany({ where: { personId: b ?? "" } });
    await db().mergeProposal.create({
      data: {
        ...{ householdId: owner.householdId, personId: a ?? "", otherPersonId: b ?? "" },
        ...{ faceId: face?.id ?? "", otherFaceId: other?.id ?? "", similarity: 0.5 },
      },
    });
    const page = await reviewQueue(owner, null);
    expect(inShort(page)).toEqual(["Bert 3", "Anna 2", "same", "newcomer"]);
    expect(page).toMatchObject({ left: { questions: 4, faces: 5 }, next: null });
    expect(page.questions.at(-1)).toMatchObject({ personId: newcomer, visitCount: 4 });
    expect(await reviewLeft(owner)).toEqual(page.left);
  });

  it("shows the faces most alike first, beside three of the person's best", async () => {
    const { owner, camera } = await home();
    const { personId, faces } = await asked(camera, "Anna", 3);
    for (const [index, { id }] of faces.entries())
      await db().face.update({
        where: { id },
        data: { similarity: [0.4, null, 0.5][index] ?? null },
      });
    for (let more = 0; more < 4; more++)
      await buildFace(await buildEvent(camera), { id: personId });
    const [group] = (await reviewQueue(owner, null)).questions;
    if (group?.kind !== "asked") throw new Error("Nothing is asked.");
    const [first, second, third] = faces.map(({ id }) => id);
    expect(group.faces.map(({ faceId }) => faceId)).toEqual([third, first, second]);
    expect(group.bestCropUrls).toHaveLength(3);
    expect(group).toMatchObject({ faceCount: 3, visitCount: 3 });
  });

  it("counts a visit once in which somebody was seen several times", async () => {
    const { owner, camera } = await home();
    const { personId } = await asked(camera, "Anna", 1);
    const event = await buildEvent(camera);
    for (let time = 0; time < 2; time++) await askAbout(await buildFace(event), personId);
    const [group] = (await reviewQueue(owner, null)).questions;
    expect(group).toMatchObject({ faceCount: 3, visitCount: 2 });
  });

  it("leaves out whoever is hidden, to be forgotten, named, or seen seldom", async () => {
    const { owner, camera } = await home();
    const hidden = await asked(camera, "Anna", 1);
    const forgotten = await asked(camera, "Bert", 1);
    const newcomers = [await stranger(camera, 3), await stranger(camera, 3)];
    await stranger(camera, 2);
    expect(inShort(await reviewQueue(owner, null))).toHaveLength(4);
    await hidePerson(owner, hidden.personId, true);
    await forgetPerson(owner, forgotten.personId, false, new Date());
    await hidePerson(owner, newcomers[0] ?? "", true);
    await renamePerson(owner, newcomers[1] ?? "", "Chidi");
    expect(await reviewQueue(owner, null)).toMatchObject({
      ...{ questions: [], next: null },
      left: { questions: 0, faces: 0 },
    });
  });

  it("asks with whom somebody may be, and not who they are as well", async () => {
    const { owner, camera } = await home();
    const { personId } = await asked(camera, "Anna", 1);
    const newcomer = await stranger(camera, 3);
    const [face] = await db().face.findMany({ where: { personId: newcomer } });
    if (face) await askAbout(face, personId);
    expect(inShort(await reviewQueue(owner, null))).toEqual(["Anna 2"]);
  });

  it("goes on where a page has ended, and each group comes once", async () => {
    const { owner, camera } = await home();
    const names = ["A", "B", "C", "D", "E", "F", "G"];
    for (const name of names) await asked(camera, name, name < "D" ? 2 : 1);
    const first = await reviewQueue(owner, null);
    expect(first.questions).toHaveLength(5);
    const second = await reviewQueue(owner, cursorSchema.parse(first.next));
    expect(second).toMatchObject({ left: { questions: 7, faces: 10 }, next: null });
    const all = [...inShort(first), ...inShort(second)];
    expect(all.map((text) => text.charAt(0)).toSorted()).toEqual(names);
    expect(
      all
        .slice(0, 3)
        .map((text) => text.charAt(0))
        .toSorted(),
    ).toEqual(["A", "B", "C"]);
  });

  it("shows nothing of another household", async () => {
    const { camera } = await home();
    await asked(camera, "Anna", 2);
    await stranger(camera, 3);
    const { owner: other } = await home();
    expect(await reviewQueue(other, null)).toEqual({
      ...{ questions: [], next: null },
      left: { questions: 0, faces: 0 },
    });
    expect(await namedPeople(other)).toEqual([]);
  });
});

it("those who have a name are offered by it", async () => {
  const { owner, camera } = await home();
  for (const name of ["bert", "Anna"]) await buildFace(await buildEvent(camera), { name });
  const gone = await buildFace(await buildEvent(camera), { name: "Carl" });
  await stranger(camera, 1);
  await forgetPerson(owner, gone.personId, false, new Date());
  expect((await namedPeople(owner)).map(({ name }) => name)).toEqual(["Anna", "bert"]);
});

it.each(["", "5", "5_x", "x_019-", "-1_00000000-0000-7000-8000-000000000000"])(
  "refuses %j as a place in the queue",
  (text) => {
    expect(cursorSchema.safeParse(text).success).toBe(false);
  },
);
