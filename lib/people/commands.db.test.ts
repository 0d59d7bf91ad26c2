import { describe, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { categorisePerson, renamePerson } from "./commands.ts";
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
    ]);
    expect(await db().auditEntry.count({ where: { householdId: owner.householdId } })).toBe(3);
  });

  it("writes nothing when nothing changes", async () => {
    const { owner, personId } = await stranger();
    await categorisePerson(owner, personId, "unknown");
    expect((await getPerson(owner, personId)).history).toEqual([]);
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
