import { describe, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
} from "#lib/testing/factories.ts";
import { answerSuggestion, categorisePerson, renamePerson, undoAct } from "./commands.ts";
import { getPerson, listPeople } from "./queries.ts";

withTestDatabase();

async function stranger() {
  const owner = await buildOwner();
  const event = await buildEvent(await buildCamera(owner));
  const { personId } = await buildFace(event);
  return { owner, personId };
}

describe("labelling a person", () => {
  it("names and categorises, and keeps both acts in the history", async () => {
    const { owner, personId } = await stranger();
    await renamePerson(owner, personId, "Anna");
    await categorisePerson(owner, personId, "familiar");
    await renamePerson(owner, personId, "Anne");
    const person = await getPerson(owner, personId);
    expect(person).toMatchObject({ name: "Anne", category: "familiar", visitCount: 1 });
    expect(person.history.map(({ text }) => text)).toEqual([
      "Renamed from Anna to Anne.",
      "Put among Familiar.",
      "Named Anna.",
      "First seen.",
    ]);
    expect(await db().auditEntry.count({ where: { householdId: owner.householdId } })).toBe(3);
  });

  it("writes nothing when nothing changes", async () => {
    const { owner, personId } = await stranger();
    await categorisePerson(owner, personId, "unknown");
    expect((await getPerson(owner, personId)).history.map(({ text }) => text)).toEqual([
      "First seen.",
    ]);
  });

  it("takes a name away", async () => {
    const { owner, personId } = await stranger();
    await renamePerson(owner, personId, "Anna");
    await renamePerson(owner, personId, null);
    const person = await getPerson(owner, personId);
    expect(person.name).toBeNull();
    expect(person.history[0]?.text).toBe("The name Anna was taken away.");
  });

  it("is refused to another household, which does not even learn that the person exists", async () => {
    const { owner, personId } = await stranger();
    const other = await buildOwner();
    await expect(renamePerson(other, personId, "Mine")).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(getPerson(other, personId)).rejects.toMatchObject({ code: "not-found" });
    expect(await listPeople(other)).toEqual([]);
    expect(await listPeople(owner)).toMatchObject([{ personId, name: null }]);
  });
});

describe("answering whether a face is somebody", () => {
  async function asked() {
    const { owner, personId: anna } = await stranger();
    await renamePerson(owner, anna, "Anna");
    const event = await buildEvent(await buildCamera(owner));
    const face = await buildFace(event);
    await askAbout(face, anna);
    return { owner, anna, faceId: face.id, nobody: face.personId };
  }
  const place = (faceId: string) => db().face.findUniqueOrThrow({ where: { id: faceId } });

  it("gives the face to the person on yes, and the one it was given to leaves the shelves", async () => {
    const { owner, anna, faceId } = await asked();
    await answerSuggestion(owner, faceId, true);
    expect(await place(faceId)).toMatchObject({ personId: anna, match: "named" });
    expect(await listPeople(owner)).toMatchObject([{ personId: anna, visitCount: 2 }]);
  });

  it("keeps the face apart on no, and keeps the no", async () => {
    const { owner, anna, faceId, nobody } = await asked();
    await answerSuggestion(owner, faceId, false);
    expect(await place(faceId)).toMatchObject({ personId: nobody, suggestedPersonId: null });
    const { history } = await getPerson(owner, anna);
    expect(history[0]?.text).toBe("A face was said not to be Anna's.");
  });

  it.each([true, false])("can be taken back (%s)", async (isSame) => {
    const { owner, faceId } = await asked();
    const before = await place(faceId);
    const { entryId } = await answerSuggestion(owner, faceId, isSame);
    await undoAct(owner, entryId ?? "", new Date());
    expect(await place(faceId)).toEqual(before);
    await expect(undoAct(owner, entryId ?? "", new Date())).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is refused twice, and to another household", async () => {
    const { owner, faceId } = await asked();
    const other = await buildOwner();
    await expect(answerSuggestion(other, faceId, true)).rejects.toMatchObject({
      code: "not-found",
    });
    await answerSuggestion(owner, faceId, true);
    await expect(answerSuggestion(owner, faceId, true)).rejects.toMatchObject({ code: "conflict" });
  });
});
