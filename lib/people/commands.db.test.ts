import { describe, expect, it } from "vitest";
import { leaveHousehold } from "#lib/households/members/commands.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildMember,
  buildOwner,
} from "#lib/testing/factories.ts";
import {
  categorisePerson,
  forgetPerson,
  hidePerson,
  markChild,
  mergePeople,
  redoAct,
  renamePerson,
  undoAct,
} from "./commands.ts";
import { answerSuggestion, assignFaces, dismissFaces, rejectFaces } from "./faces/commands.ts";
import { getPerson, listLikely, listPeople, listShelves } from "./queries.ts";

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
    const person = await getPerson(owner, personId, new Date());
    expect(person).toMatchObject({ name: "Anne", category: "familiar", visitCount: 1 });
    expect(person.history.map(({ text }) => text)).toEqual([
      "Renamed from Anna to Anne.",
      "Put among Familiar.",
      "Named Anna.",
      "First seen.",
    ]);
    expect(await db().auditEntry.count({ where: { householdId: owner.householdId } })).toBe(3);
  });

  it("tells by whom it was, also once they have left", async () => {
    const { owner, personId } = await stranger();
    const member = await buildMember(owner);
    await db().account.update({ where: { id: member.accountId }, data: { displayName: "Mia" } });
    await renamePerson(member, personId, "Anna");
    await leaveHousehold(member, new Date());
    const { history } = await getPerson(owner, personId, new Date());
    expect(history.map(({ by }) => by)).toEqual(["Mia", null]);
  });

  it("tells as much of the history as is asked for, so that what is old can be taken back, too", async () => {
    const { owner, personId } = await stranger();
    for (const name of ["Anna", "Anne", "Ann"]) await renamePerson(owner, personId, name);
    const told = async (length: number) => {
      const { history, hasMoreHistory } = await getPerson(owner, personId, new Date(), length);
      return { texts: history.map(({ text }) => text), hasMoreHistory };
    };
    const latest = ["Renamed from Anne to Ann.", "Renamed from Anna to Anne."];
    expect(await told(2)).toEqual({ texts: latest, hasMoreHistory: true });
    const all = [...latest, "Named Anna.", "First seen."];
    expect(await told(3)).toEqual({ texts: all, hasMoreHistory: false });
  });

  it("writes nothing when nothing changes", async () => {
    const { owner, personId } = await stranger();
    await categorisePerson(owner, personId, "unknown");
    expect((await getPerson(owner, personId, new Date())).history.map(({ text }) => text)).toEqual([
      "First seen.",
    ]);
  });

  it("takes a name away", async () => {
    const { owner, personId } = await stranger();
    await renamePerson(owner, personId, "Anna");
    await renamePerson(owner, personId, null);
    const person = await getPerson(owner, personId, new Date());
    expect(person.name).toBeNull();
    expect(person.history[0]?.text).toBe("The name Anna was taken away.");
  });

  it("is refused to another household, which does not even learn that the person exists", async () => {
    const { owner, personId } = await stranger();
    const other = await buildOwner();
    await expect(renamePerson(other, personId, "Mine")).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(getPerson(other, personId, new Date())).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await listPeople(other)).toEqual([]);
    expect(await listPeople(owner)).toMatchObject([{ personId, name: null }]);
  });
});

it("shows of every shelf those seen last, with how many there are, and whose category ends", async () => {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 12, minute));
  const seen: string[] = [];
  for (let minute = 0; minute < 50; minute += 1)
    seen.push((await buildFace(await buildEvent(camera, { occurredAt: at(minute) }))).personId);
  const [first = "", second = "", , , , ...others] = seen;
  await hidePerson(owner, second, true);
  const { people, counts } = await listShelves(owner);
  expect(counts).toEqual({ unknown: 49, hidden: 1 });
  expect(people.map(({ personId }) => personId)).not.toContain(first);
  expect(people.map(({ personId }) => personId)).toEqual(
    expect.arrayContaining([second, ...others]),
  );
  await categorisePerson(owner, first, "familiar", { note: null, until: at(60) });
  const marked = await listShelves(owner);
  expect(marked.counts).toEqual({ familiar: 1, unknown: 48, hidden: 1 });
  expect(marked.people[0]).toMatchObject({ personId: seen.at(-1), visitCount: 1 });
  expect((await listShelves(await buildOwner())).people).toEqual([]);
});

it("puts people in the order that was asked for, and counts all visits of those without a name", async () => {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const seenOn = async (days: number[]) => {
    let personId: string | undefined;
    for (const day of days) {
      const event = await buildEvent(camera, { occurredAt: new Date(Date.UTC(2026, 0, day)) });
      ({ personId } = await buildFace(event, personId ? { id: personId } : {}));
    }
    return personId ?? "";
  };
  const often = await seenOn(Array.from({ length: 25 }, (_, day) => day + 3));
  const early = await seenOn([1, 2]);
  const late = await seenOn([30]);
  await renamePerson(owner, late, "Anna");
  await renamePerson(owner, early, "Bert");
  for (const [order, expected] of [
    ["last", [late, often, early]],
    ["first", [late, often, early]],
    ["name", [late, early, often]],
    ["visits", [often, early, late]],
  ] as const) {
    const [{ people }, everybody] = [
      await listShelves(owner, order),
      await listPeople(owner, order),
    ];
    expect([order, people.map(({ personId }) => personId)]).toEqual([order, expected]);
    expect(everybody).toEqual(people);
    const stranger = people.find(({ personId }) => personId === often);
    expect(stranger).toMatchObject({ visitCount: 25, hasMore: false });
  }
});

describe("mending", () => {
  it("is refused to another household in every way, and changes nothing", async () => {
    const { owner, personId } = await stranger();
    const { entryId } = await renamePerson(owner, personId, "Anna");
    const [face] = await db().face.findMany({ where: { personId } });
    const faceId = face?.id ?? "";
    const other = await buildOwner();
    const [theirs] = [await buildFace(await buildEvent(await buildCamera(other)))];
    const now = new Date();
    const attempts = [
      () => markChild(other, personId, true),
      () => hidePerson(other, personId, true),
      () => forgetPerson(other, personId, true, now),
      () => mergePeople(other, personId, theirs.personId),
      () => mergePeople(other, theirs.personId, personId),
      () => assignFaces(other, [faceId], null),
      () => assignFaces(other, [theirs.id], personId),
      () => assignFaces(other, [theirs.id, faceId], theirs.personId),
      () => dismissFaces(other, [faceId]),
      () => rejectFaces(other, [faceId], personId),
      () => undoAct(other, entryId ?? "", now),
      () => redoAct(other, entryId ?? "", now),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
    expect(await db().identityEntry.count({ where: { accountId: other.accountId } })).toBe(0);
    expect(await getPerson(owner, personId, new Date())).toMatchObject({
      name: "Anna",
      faceCount: 1,
    });
  });

  it("leaves what is no face out of lists and counts until that is taken back", async () => {
    const { owner, personId } = await stranger();
    const [face] = await db().face.findMany({ where: { personId } });
    const { entryId } = await dismissFaces(owner, [face?.id ?? ""]);
    expect(await listPeople(owner)).toEqual([]);
    await undoAct(owner, entryId ?? "", new Date());
    expect(await listPeople(owner)).toMatchObject([{ personId, visitCount: 1 }]);
  });

  it("keeps the one who has a name when two become one, under both addresses", async () => {
    const { owner, personId: nameless } = await stranger();
    const event = await buildEvent(await buildCamera(owner));
    const anna = await buildFace(event, { name: "Anna" });
    const { entryId } = await mergePeople(owner, nameless, anna.personId);
    expect(await listPeople(owner)).toMatchObject([{ name: "Anna", faceCount: 2, visitCount: 2 }]);
    const merged = await getPerson(owner, nameless, new Date());
    expect(merged).toMatchObject({ personId: anna.personId, name: "Anna" });
    expect(merged.history[0]).toMatchObject({
      text: "Somebody else was merged into Anna.",
      by: owner.displayName,
      counts: true,
    });
    await undoAct(owner, entryId ?? "", new Date());
    expect(await getPerson(owner, nameless, new Date())).toMatchObject({
      personId: nameless,
      faceCount: 1,
    });
    await redoAct(owner, entryId ?? "", new Date());
    expect(await getPerson(owner, nameless, new Date())).toMatchObject({
      name: "Anna",
      faceCount: 2,
    });
    await expect(mergePeople(owner, nameless, anna.personId)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("reads nothing of the faces of the one who goes on, of which there may be thousands", async () => {
    const { owner, personId: nameless } = await stranger();
    const { householdId } = owner;
    const event = await buildEvent(await buildCamera(owner));
    const anna = await buildFace(event, { name: "Anna" });
    const unreadable = { householdId, act: "recognise", personIds: [anna.personId], detail: {} };
    await db().identityEntry.create({ data: { ...unreadable, faceIds: [anna.id] } });
    await mergePeople(owner, nameless, anna.personId);
    expect(await listPeople(owner)).toMatchObject([{ name: "Anna", faceCount: 2 }]);
    await expect(dismissFaces(owner, [anna.id])).rejects.toThrow("match");
  });

  it("gives a face that is not somebody's to somebody new, and back again", async () => {
    const { owner, personId } = await stranger();
    await renamePerson(owner, personId, "Anna");
    const [face] = await db().face.findMany({ where: { personId } });
    const { entryId } = await rejectFaces(owner, [face?.id ?? ""], personId);
    const apart = await db().face.findUniqueOrThrow({
      where: { id: face?.id ?? "" },
      include: { person: true, rejections: true },
    });
    expect(apart).toMatchObject({ person: { name: null }, rejections: [{ personId }] });
    await undoAct(owner, entryId ?? "", new Date());
    expect(await getPerson(owner, personId, new Date())).toMatchObject({ faceCount: 1 });
  });

  it("has each of several faces speak against who they are not, as one act, of one newcomer", async () => {
    const { owner, personId: anna } = await stranger();
    await renamePerson(owner, anna, "Anna");
    const event = await buildEvent(await buildCamera(owner));
    const two = [await buildFace(event, { id: anna }), await buildFace(event, { id: anna })];
    const faceIds = two.map(({ id }) => id);
    const { entryId } = await rejectFaces(owner, faceIds, anna);
    const apart = await db().face.findMany({
      where: { id: { in: faceIds } },
      include: { rejections: true },
    });
    expect(apart.map(({ rejections }) => rejections)).toMatchObject([
      [{ personId: anna }],
      [{ personId: anna }],
    ]);
    expect(new Set(apart.map(({ personId }) => personId)).size).toBe(1);
    await undoAct(owner, entryId ?? "", new Date());
    expect(await getPerson(owner, anna, new Date())).toMatchObject({ faceCount: 3 });
    expect(await db().faceRejection.count({ where: { personId: anna } })).toBe(0);
  });

  it("keeps a child's mark when the child turns out to be somebody with a name, until it is taken back", async () => {
    const { owner, personId: child } = await stranger();
    await markChild(owner, child, true);
    const event = await buildEvent(await buildCamera(owner));
    const { personId: emil } = await buildFace(event, { name: "Emil" });
    const { entryId } = await mergePeople(owner, child, emil);
    expect(await getPerson(owner, emil, new Date())).toMatchObject({ isChild: true });
    await renamePerson(owner, emil, "Émile");
    expect(await getPerson(owner, emil, new Date())).toMatchObject({
      name: "Émile",
      isChild: true,
    });
    await undoAct(owner, entryId ?? "", new Date());
    expect(await getPerson(owner, emil, new Date())).toMatchObject({ isChild: false });
    expect(await getPerson(owner, child, new Date())).toMatchObject({ isChild: true });
    await redoAct(owner, entryId ?? "", new Date());
    await markChild(owner, emil, false);
    expect(await getPerson(owner, emil, new Date())).toMatchObject({ isChild: false });
  });

  it("keeps a child's mark when others turn out to be the same child later", async () => {
    const { owner, personId: child } = await stranger();
    await markChild(owner, child, true);
    const event = await buildEvent(await buildCamera(owner));
    const [emil, newcomer, other] = [
      await buildFace(event, { name: "Emil" }),
      await buildFace(event),
      await buildFace(event),
    ];
    await mergePeople(owner, child, newcomer.personId);
    await mergePeople(owner, newcomer.personId, emil.personId);
    await mergePeople(owner, other.personId, emil.personId);
    expect(await getPerson(owner, emil.personId, new Date())).toMatchObject({ isChild: true });
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
    await answerSuggestion(owner, [faceId], anna, true);
    expect(await place(faceId)).toMatchObject({ personId: anna, match: "named" });
    expect(await listPeople(owner)).toMatchObject([{ personId: anna, visitCount: 2 }]);
  });

  it("keeps the face apart on no, and keeps the no", async () => {
    const { owner, anna, faceId, nobody } = await asked();
    await answerSuggestion(owner, [faceId], anna, false);
    expect(await place(faceId)).toMatchObject({ personId: nobody, suggestedPersonId: null });
    const { history } = await getPerson(owner, anna, new Date());
    expect(history[0]?.text).toBe("A face was said not to be Anna's.");
  });

  it.each([true, false])("can be taken back (%s)", async (isSame) => {
    const { owner, anna, faceId } = await asked();
    const before = await place(faceId);
    const { entryId } = await answerSuggestion(owner, [faceId], anna, isSame);
    await undoAct(owner, entryId ?? "", new Date());
    expect(await place(faceId)).toEqual(before);
    await expect(undoAct(owner, entryId ?? "", new Date())).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("has every face of whoever was asked about speak against the person on no", async () => {
    const { owner, anna, faceId, nobody } = await asked();
    const { eventId } = await place(faceId);
    const event = await db().event.findUniqueOrThrow({ where: { id: eventId ?? "" } });
    const other = await buildFace(event, { id: nobody });
    await answerSuggestion(owner, [faceId, other.id], anna, false);
    const denied = await db().faceRejection.findMany({ where: { personId: anna } });
    expect(denied.map((each) => each.faceId).toSorted()).toEqual([faceId, other.id].toSorted());
  });

  it("is refused on a page that shows what is over", async () => {
    const { owner, anna, faceId, nobody } = await asked();
    for (const stale of [
      () => answerSuggestion(owner, [faceId], nobody, true),
      () => rejectFaces(owner, [faceId], anna),
    ])
      await expect(stale()).rejects.toMatchObject({ code: "conflict" });
    await dismissFaces(owner, [faceId]);
    expect(await dismissFaces(owner, [faceId])).toEqual({ entryId: null });
  });

  it("is refused twice, and to another household", async () => {
    const { owner, anna, faceId } = await asked();
    const other = await buildOwner();
    await expect(answerSuggestion(other, [faceId], anna, true)).rejects.toMatchObject({
      code: "not-found",
    });
    await answerSuggestion(owner, [faceId], anna, true);
    await expect(answerSuggestion(owner, [faceId], anna, true)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("whoever is sought by a name", () => {
  async function known(...names: string[]) {
    const owner = await buildOwner();
    const camera = await buildCamera(owner);
    const see = async (person?: Parameters<typeof buildFace>[1]) =>
      buildFace(await buildEvent(camera), person);
    const people = new Map<string, string>();
    for (const name of names) people.set(name, (await see({ name })).personId);
    return { owner, see, idOf: (name: string) => people.get(name) ?? "" };
  }
  const namesOf = (people: readonly { name: string | null }[]) => people.map(({ name }) => name);

  it("is found with or without accents, beyond what a shelf shows, and counted", async () => {
    const { owner, see } = await known("José", "Josephine", "Anna");
    await see();
    const { people, counts } = await listShelves(owner, "name", "jose");
    expect(namesOf(people)).toEqual(["José", "Josephine"]);
    expect(counts).toEqual({ unknown: 2 });
    expect(namesOf(await listPeople(owner, "name", "JOSÉ"))).toEqual(["José", "Josephine"]);
    expect(await listShelves(owner, "name", "zoe")).toMatchObject({ people: [], counts: {} });
  });

  it("is offered to be somebody: first whom Kith takes them for, then who has a name", async () => {
    const { owner, see, idOf } = await known("Anna", "Bert", "Chidi");
    const stranger = await see();
    await askAbout(stranger, idOf("Anna"));
    await see();
    const offered = await listLikely(owner, stranger.personId, "");
    expect(namesOf(offered)).toEqual(["Anna", "Chidi", "Bert", null]);
    expect(namesOf(await listLikely(owner, stranger.personId, "bér"))).toEqual(["Bert"]);
    expect(await listLikely(await buildOwner(), stranger.personId, "")).toEqual([]);
  });
});
