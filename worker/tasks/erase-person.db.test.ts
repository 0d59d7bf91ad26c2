import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listReceipts } from "#lib/erasure/queries.ts";
import { NotYetError } from "#lib/errors.ts";
import { getEvent } from "#lib/events/detail/queries.ts";
import { db } from "#lib/infra/db.ts";
import { createObjectStore, type ObjectStore } from "#lib/infra/storage.ts";
import {
  answerSuggestion,
  assignFaces,
  forgetPerson,
  mergePeople,
  redoAct,
  renamePerson,
  undoAct,
} from "#lib/people/commands.ts";
import { listForgotten, listPeople } from "#lib/people/queries.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
} from "#lib/testing/factories.ts";
import type { TaskContext } from "../task.ts";
import { erasePerson } from "./erase-person.ts";

withTestDatabase({ FORGET_GRACE_DAYS: "7" });

const now = new Date("2026-06-01T12:00:00Z");
const later = new Date("2026-06-08T12:00:01Z");
let root: string;
let store: ObjectStore;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kith-forget-"));
  store = createObjectStore({ kind: "folder", root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Anna, who was seen under two ids, and Bert, each in an event of their own. */
async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const see = async () => {
    const event = await buildEvent(camera);
    const face = await buildFace(event);
    for (const key of [face.cropKey, face.alignedKey])
      await store.put(key, Buffer.from("face"), "image/jpeg");
    await db().notificationDecision.create({
      data: {
        ...{ householdId: owner.householdId, visitId: event.visitId, eventId: event.id },
        ...{ accountId: owner.accountId, revision: 1, notify: true, reason: "watchlist" },
        ...{ rank: 5, silent: false, title: "Anna and Annabel", body: "Seen with Anna." },
      },
    });
    return face;
  };
  const [anna, again, bert] = [await see(), await see(), await see()];
  await renamePerson(owner, anna.personId, "Anna");
  await renamePerson(owner, bert.personId, "Bert");
  await mergePeople(owner, again.personId, anna.personId);
  return { owner, anna, again, bert };
}

const run = (personId: string, at: Date) =>
  erasePerson.run({ personId }, {
    ...{ store, now: () => at },
    faceIndex: { identify: async () => [], forget: () => undefined, size: () => 0 },
  } as unknown as TaskContext);

const isThere = ({ cropKey }: { cropKey: string }) => store.exists(cropKey);

it("takes a person out of all lists at once, and erases nothing during the grace", async () => {
  const { owner, anna } = await home();
  const { entryId } = await forgetPerson(owner, anna.personId, false, now);
  expect((await listPeople(owner)).map(({ name }) => name)).toEqual(["Bert"]);
  expect((await listForgotten(owner)).map(({ name }) => name)).toEqual(["Anna"]);
  await expect(run(anna.personId, now)).rejects.toThrow(NotYetError);
  expect(await isThere(anna)).toBe(true);
  await undoAct(owner, entryId ?? "", now);
  await run(anna.personId, later);
  expect((await listPeople(owner)).map(({ name }) => name).sort()).toEqual(["Anna", "Bert"]);
  expect(await isThere(anna)).toBe(true);
});

it("deletes at once the bundles in which they were chosen to be seen, and no others", async () => {
  const { owner, anna, again, bert } = await home();
  const { householdId } = owner;
  const { visitId } = await db().event.findUniqueOrThrow({ where: { id: anna.eventId } });
  const showing = (personId: string) => ({
    ...{ householdId, visitId, personIds: [personId], withSound: false, locale: "en" },
    createdAt: now,
  });
  await db().evidenceBundle.createMany({
    data: [anna, again, bert].map((face) => showing(face.personId)),
  });
  const shown = async () =>
    (await db().evidenceBundle.findMany({ where: { householdId } })).flatMap(
      ({ personIds }) => personIds,
    );
  await forgetPerson(owner, anna.personId, false, now);
  expect((await shown()).toSorted()).toEqual([again.personId, bert.personId].toSorted());
  await run(anna.personId, later);
  expect(await shown()).toEqual([bert.personId]);
});

it("erases faces, pictures and names after the grace, and leaves the events and a receipt", async () => {
  const { owner, anna, again, bert } = await home();
  const { householdId } = owner;
  const { entryId } = await forgetPerson(owner, anna.personId, false, now);
  await run(anna.personId, later);
  await run(anna.personId, later);
  expect(await Promise.all([anna, again, bert].map(isThere))).toEqual([false, false, true]);
  expect(await db().face.findMany({ where: { householdId } })).toMatchObject([{ id: bert.id }]);
  expect(await db().person.findMany({ where: { householdId } })).toMatchObject([{ name: "Bert" }]);
  expect(await db().event.count({ where: { householdId } })).toBe(3);
  const kept = [
    await db().identityEntry.findMany({ where: { householdId } }),
    await db().auditEntry.findMany({ where: { householdId } }),
  ];
  expect(
    JSON.stringify(kept, (_, value) => (typeof value === "bigint" ? "" : value)),
  ).not.toContain("Anna");
  const told = await db().notificationDecision.findMany({ where: { householdId } });
  expect(told.map(({ title, body }) => [title, body]).toSorted()).toEqual([
    ["Somebody and Annabel", "Seen with somebody."],
    ["Somebody and Annabel", "Seen with somebody."],
    ["Somebody and Annabel", "Seen with somebody."],
  ]);
  expect(await listReceipts(owner)).toMatchObject([
    { cause: "forgotten", counts: { faces: 2, people: 1, files: 4, events: 0, clips: 0 } },
  ]);
  await expect(undoAct(owner, entryId ?? "", later)).rejects.toMatchObject({ code: "not-found" });
});

it("leaves the name of somebody else who is called the same where that one was seen", async () => {
  const { owner, anna, bert } = await home();
  await renamePerson(owner, bert.personId, "Anna");
  await forgetPerson(owner, anna.personId, true, now);
  await run(anna.personId, now);
  const told = await db().notificationDecision.findMany({
    where: { householdId: owner.householdId, title: "Anna and Annabel" },
  });
  expect(told.map(({ eventId }) => eventId)).toEqual([bert.eventId]);
});

it("asks about nobody who is to be forgotten, nor afterwards", async () => {
  const { owner, anna, bert } = await home();
  await askAbout(bert, anna.personId);
  await forgetPerson(owner, anna.personId, false, now);
  const event = await getEvent(owner, bert.eventId);
  expect(event.faces.map(({ suggested }) => suggested)).toEqual([null]);
  for (const isSame of [true, false])
    await expect(answerSuggestion(owner, [bert.id], anna.personId, isSame)).rejects.toMatchObject({
      code: "not-found",
    });
  await run(anna.personId, later);
  expect(await db().face.findUnique({ where: { id: bert.id } })).toMatchObject({
    ...{ personId: bert.personId, match: "unknown", suggestedPersonId: null },
  });
});

it("makes nobody one with who is to be forgotten, whatever is done again", async () => {
  const { owner, anna, bert } = await home();
  const merge = (await mergePeople(owner, bert.personId, anna.personId)).entryId ?? "";
  await undoAct(owner, merge, now);
  const forget = (await forgetPerson(owner, anna.personId, false, now)).entryId ?? "";
  await expect(redoAct(owner, merge, now)).rejects.toMatchObject({ code: "conflict" });
  await undoAct(owner, forget, now);
  await redoAct(owner, merge, now);
  await expect(redoAct(owner, forget, now)).rejects.toMatchObject({ code: "conflict" });
  expect((await listPeople(owner)).map(({ name, faceCount }) => [name, faceCount])).toEqual([
    ["Bert", 3],
  ]);
});

it("cannot be taken back once it was to be at once", async () => {
  const { owner, anna } = await home();
  const { entryId } = await forgetPerson(owner, anna.personId, true, now);
  await expect(undoAct(owner, entryId ?? "", now)).rejects.toMatchObject({ code: "conflict" });
});

it("ends what had given a face to somebody else from being taken back", async () => {
  const { owner, anna, bert } = await home();
  const { entryId } = await assignFaces(owner, [anna.id], bert.personId);
  await forgetPerson(owner, anna.personId, true, now);
  await run(anna.personId, now);
  await expect(undoAct(owner, entryId ?? "", now)).rejects.toMatchObject({ code: "conflict" });
  expect(await db().face.findUnique({ where: { id: anna.id } })).toMatchObject({
    personId: bert.personId,
  });
});
