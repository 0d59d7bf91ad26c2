import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { redoAct, renamePerson } from "#lib/people/commands.ts";
import { answerSuggestion } from "#lib/people/faces/commands.ts";
import { peopleApart } from "#lib/rerecognition/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
} from "#lib/testing/factories.ts";
import { giveAnswer, takeAnswerBack } from "./commands.ts";
import { reviewQueue } from "./queries.ts";
import type { Answer, AskedAnswer, NewcomerAnswer } from "./schema.ts";

withTestDatabase();

const NOW = new Date();

const give = (actor: Actor, answer: Answer) =>
  db().$transaction((tx) => giveAnswer(tx, actor, answer));
const answerAsked = (actor: Actor, answer: AskedAnswer) =>
  give(actor, { kind: "asked", ...answer });
const answerNewcomer = (actor: Actor, answer: NewcomerAnswer) =>
  give(actor, { kind: "newcomer", ...answer });
const answerSame = (actor: Actor, proposalId: string, isSame: boolean) =>
  give(actor, { kind: "same", proposalId, isSame });

/** Anna; three strangers of whom Kith asks whether they are she, the first with one more face. */
async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const event = () => buildEvent(camera);
  const { personId: anna } = await buildFace(await event(), { name: "Anna" });
  const { personId: bert } = await buildFace(await event(), { name: "Bert" });
  const faces = [await buildFace(await event()), await buildFace(await event())];
  faces.push(await buildFace(await event()));
  for (const face of faces) await askAbout(face, anna);
  const [first] = faces;
  if (!first) throw new Error("There are three.");
  const unasked = await buildFace(await event(), { id: first.personId });
  const faceIds = faces.map(({ id }) => id);
  return { owner, camera, anna, bert, faceIds, strangers: faces, unasked };
}

const places = (faceIds: readonly string[]) =>
  db().face.findMany({
    where: { id: { in: [...faceIds] } },
    include: { rejections: true },
    orderBy: { id: "asc" },
  });
const entriesBy = ({ accountId }: Actor) => db().identityEntry.count({ where: { accountId } });
const kinds = async (owner: Actor) =>
  (await reviewQueue(owner, null)).questions.map(({ kind }) => kind);

describe("the answer to a whole group", () => {
  it.each<[string, (bert: string) => AskedAnswer["answer"], number]>([
    ["yes", () => "yes", 1],
    ["no", () => "no", 1],
    ["never again", () => "never", 1],
    ["not a face", () => "not-a-face", 1],
    ["somebody known", (personId) => ({ personId }), 1],
    ["somebody new with a name", () => ({ name: "Chidi" }), 2],
    ["somebody new without", () => ({ name: null }), 1],
  ])("%s is written at once and taken back at once", async (_, answer, entries) => {
    const { owner, anna, bert, faceIds, unasked } = await home();
    const all = [...faceIds, unasked.id];
    const before = await places(all);
    const said = await answerAsked(owner, { personId: anna, faceIds, answer: answer(bert) });
    expect(said).toMatchObject({ answered: 3, missed: 0 });
    expect(await entriesBy(owner)).toBe(entries);
    expect(await kinds(owner)).not.toContain("asked");
    await takeAnswerBack(owner, said.takeBack, NOW);
    expect(await places(all)).toEqual(before);
    expect(await kinds(owner)).toEqual(["asked"]);
    await expect(takeAnswerBack(owner, said.takeBack, NOW)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("gives the faces to the person on yes, confirmed", async () => {
    const { owner, anna, faceIds } = await home();
    await answerAsked(owner, { personId: anna, faceIds, answer: "yes" });
    for (const face of await places(faceIds))
      expect(face).toMatchObject({ personId: anna, match: "named", isConfirmed: true });
  });

  it("holds for the chosen faces alone, and the others are still asked about", async () => {
    const { owner, anna, faceIds } = await home();
    const [first = "", ...others] = faceIds;
    await answerAsked(owner, { personId: anna, faceIds: others, answer: "yes" });
    const [group] = (await reviewQueue(owner, null)).questions;
    expect(group).toMatchObject({ personId: anna, faces: [{ faceId: first }] });
  });

  it("keeps each face where it is on no, and the no speaks for these faces", async () => {
    const { owner, anna, faceIds, strangers, unasked } = await home();
    await answerAsked(owner, { personId: anna, faceIds, answer: "no" });
    const said = await places(faceIds);
    expect(said.map(({ personId }) => personId)).toEqual(strangers.map((face) => face.personId));
    for (const { rejections } of said) expect(rejections).toMatchObject([{ personId: anna }]);
    expect(await places([unasked.id])).toMatchObject([{ rejections: [] }]);
  });

  it("speaks with never again for all faces of those who were asked about", async () => {
    const { owner, anna, faceIds, unasked } = await home();
    await answerAsked(owner, { personId: anna, faceIds, answer: "never" });
    for (const { rejections } of await places([...faceIds, unasked.id]))
      expect(rejections).toMatchObject([{ personId: anna }]);
  });

  it("says with never again nothing of somebody's other faces who has a name by now", async () => {
    const { owner, anna, faceIds, strangers, unasked } = await home();
    await renamePerson(owner, strangers[0]?.personId ?? "", "Chidi");
    await answerAsked(owner, { personId: anna, faceIds, answer: "never" });
    expect(await places([unasked.id])).toMatchObject([{ rejections: [] }]);
  });

  it("leaves what was answered elsewhere as it was said there, and tells so", async () => {
    const { owner, anna, faceIds } = await home();
    const [first = ""] = faceIds;
    await answerSuggestion(owner, [first], anna, false);
    const said = await answerAsked(owner, { personId: anna, faceIds, answer: "yes" });
    expect(said).toMatchObject({ answered: 2, missed: 1 });
    expect(await places([first])).toMatchObject([{ rejections: [{ personId: anna }] }]);
  });

  it("is taken once, however often it is pressed", async () => {
    const { owner, anna, faceIds } = await home();
    const press = () => answerAsked(owner, { personId: anna, faceIds, answer: "yes" });
    const presses = await Promise.allSettled([press(), press(), press()]);
    expect(presses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await entriesBy(owner)).toBe(1);
    await expect(press()).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused where another person is asked about, and to another household", async () => {
    const { owner, anna, bert, faceIds } = await home();
    const other = await home();
    const before = await places(faceIds);
    for (const [actor, personId, code] of [
      [owner, bert, "conflict"],
      [other.owner, anna, "not-found"],
      [other.owner, other.anna, "conflict"],
    ] as const)
      for (const answer of ["yes", "no", "never", "not-a-face", { personId }] as const)
        await expect(answerAsked(actor, { personId, faceIds, answer })).rejects.toMatchObject({
          code,
        });
    await expect(
      answerAsked(other.owner, {
        ...{ personId: other.anna, faceIds: other.faceIds },
        answer: { personId: anna },
      }),
    ).rejects.toMatchObject({ code: "not-found" });
    const said = await answerAsked(owner, { personId: anna, faceIds, answer: "no" });
    await expect(takeAnswerBack(other.owner, said.takeBack, NOW)).rejects.toMatchObject({
      code: "not-found",
    });
    await takeAnswerBack(owner, said.takeBack, NOW);
    expect(await places(faceIds)).toEqual(before);
  });
});

describe("the answer to who somebody is", () => {
  async function newcomer() {
    const { owner, camera, bert } = await home();
    const faces = [await buildFace(await buildEvent(camera))];
    const personId = faces[0]?.personId ?? "";
    for (let visit = 0; visit < 2; visit++)
      faces.push(await buildFace(await buildEvent(camera), { id: personId }));
    return { owner, bert, personId, faceIds: faces.map(({ id }) => id) };
  }

  it.each<[string, (them: { bert: string; faceIds: string[] }) => NewcomerAnswer["answer"]]>([
    ["a name", () => ({ name: "Chidi" })],
    ["somebody known", ({ bert: personId }) => ({ personId })],
    ["never again", () => "never"],
    ["no faces", ({ faceIds: notFaces }) => ({ notFaces })],
  ])("%s is one act, and taken back", async (_, answer) => {
    const them = await newcomer();
    const { owner, personId } = them;
    expect(await kinds(owner)).toEqual(["asked", "newcomer"]);
    const said = await answerNewcomer(owner, { personId, answer: answer(them) });
    expect(await kinds(owner)).toEqual(["asked"]);
    expect(await entriesBy(owner)).toBe(1);
    await takeAnswerBack(owner, said.takeBack, NOW);
    expect(await kinds(owner)).toEqual(["asked", "newcomer"]);
  });

  it("is refused once somebody has said it elsewhere, and to another household", async () => {
    const { owner, personId, faceIds } = await newcomer();
    const other = await buildOwner();
    await expect(
      answerNewcomer(other, { personId, answer: { name: "Mine" } }),
    ).rejects.toMatchObject({ code: "not-found" });
    await renamePerson(owner, personId, "Chidi");
    for (const answer of [{ name: "Diego" }, "never", { notFaces: faceIds }] as const)
      await expect(
        answerNewcomer(owner, { personId, answer: answer as NewcomerAnswer["answer"] }),
      ).rejects.toMatchObject({ code: "conflict" });
    const { name } = await db().person.findUniqueOrThrow({ where: { id: personId } });
    expect(name).toBe("Chidi");
  });
});

/** Has Kith propose that the first two strangers are one person. */
async function proposed() {
  const { owner, strangers } = await home();
  const [face, otherFace] = strangers;
  const data = {
    ...{ householdId: owner.householdId, similarity: 0.5 },
    ...{ personId: face?.personId ?? "", otherPersonId: otherFace?.personId ?? "" },
    ...{ faceId: face?.id ?? "", otherFaceId: otherFace?.id ?? "" },
  };
  const { id } = await db().mergeProposal.create({ data });
  const { householdId, personId, otherPersonId } = data;
  const apart = () => db().$transaction((tx) => peopleApart(tx, householdId));
  return { owner, id, pair: [personId, otherPersonId], apart };
}

describe("that they are two people", () => {
  it("holds as it was said once it is done again, also where nothing was proposed any more", async () => {
    const { owner, id, pair, apart } = await proposed();
    const { takeBack } = await answerSame(owner, id, false);
    expect(await apart()).toEqual([pair]);
    await takeAnswerBack(owner, takeBack, NOW);
    expect(await apart()).toEqual([]);
    await db().mergeProposal.delete({ where: { id } });
    await redoAct(owner, takeBack.entryIds[0] ?? "", NOW);
    expect(await apart()).toEqual([pair]);
  });

  it("holds while one of the answers counts that have said so", async () => {
    const { owner, id, pair, apart } = await proposed();
    const { takeBack } = await answerSame(owner, id, false);
    await takeAnswerBack(owner, takeBack, NOW);
    const again = await answerSame(owner, id, false);
    await redoAct(owner, takeBack.entryIds[0] ?? "", NOW);
    await takeAnswerBack(owner, takeBack, NOW);
    expect(await apart()).toEqual([pair]);
    await takeAnswerBack(owner, again.takeBack, NOW);
    expect(await apart()).toEqual([]);
  });
});

it.each([true, false])("the answer to who is one person can be taken back (%s)", async (isSame) => {
  const { owner, id } = await proposed();
  const merged = () =>
    db().person.count({ where: { householdId: owner.householdId, mergedIntoId: { not: null } } });
  const said = await answerSame(owner, id, isSame);
  expect(await merged()).toBe(isSame ? 1 : 0);
  expect(await kinds(owner)).toEqual(["asked"]);
  await takeAnswerBack(owner, said.takeBack, NOW);
  expect(await merged()).toBe(0);
  await expect(takeAnswerBack(owner, said.takeBack, NOW)).rejects.toMatchObject({
    code: "conflict",
  });
});
