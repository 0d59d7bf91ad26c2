import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { listReceipts } from "#lib/erasure/queries.ts";
import { NotYetError } from "#lib/errors.ts";
import { getEvent } from "#lib/events/detail/queries.ts";
import { db } from "#lib/infra/db.ts";
import { createObjectStore, type ObjectStore } from "#lib/infra/storage.ts";
import { forgetPerson, mergePeople, redoAct, renamePerson, undoAct } from "#lib/people/commands.ts";
import { answerSuggestion, assignFaces } from "#lib/people/faces/commands.ts";
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

const run = (personId: string, at: Date, from: Pick<ObjectStore, "delete"> = store) =>
  erasePerson.run({ personId }, {
    ...{ store: from, now: () => at, signal: new AbortController().signal },
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

it("leaves nothing of how alike they were to others", async () => {
  const { owner, anna, again, bert } = await home();
  const { householdId } = owner;
  const [theirs, himself] = [
    { personId: anna.personId, similarity: 0.41 },
    { personId: bert.personId, similarity: 0.42 },
  ];
  const explanation = {
    ...{ outcome: "unknown", best: theirs, runnerUp: himself, heldBack: ["dispute"] },
    thresholds: { named: 0.5, ask: 0.4, margin: 0.1 },
    rejected: [{ personId: again.personId, similarity: 0.43 }, himself],
  };
  await db().face.update({ where: { id: bert.id }, data: { explanation } });
  const entry = await db().identityEntry.findFirstOrThrow({ where: { faceIds: { has: bert.id } } });
  const found = { embedderSet: "set", similarity: 0.42, explanation };
  await db().faceFinding.create({
    data: { householdId, faceId: bert.id, entryId: entry.id, ...found },
  });
  const { thresholds } = explanation;
  const ids = [anna.personId, bert.personId, again.personId];
  const each = <Value>(value: Value) => Object.fromEntries(ids.map((id) => [id, value]));
  const mistake = { faceId: bert.id, personId: bert.personId, namedAs: anna.personId };
  await db().householdCalibration.create({
    data: {
      ...{ householdId, embedderSet: "set", lighting: "day", at: now, ...thresholds },
      ...{ strangerVisits: 0, strangersNamed: 0, strangersAsked: 0, distribution: {} },
      ...{
        people: each({ named: 0.6, margin: 0.1 }),
        lookAlikes: [{ personIds: ids.slice(0, 2) }],
      },
      selfTest: { members: each({ faces: 1 }), mistakes: [mistake] },
    },
  });
  await forgetPerson(owner, anna.personId, true, now);
  await run(anna.personId, now);
  const left = { ...explanation, best: null, rejected: [himself] };
  expect(await db().face.findMany({ where: { householdId } })).toMatchObject([
    { explanation: left },
  ]);
  expect(await db().faceFinding.findMany({ where: { householdId } })).toMatchObject([
    { explanation: left },
  ]);
  const [calibration] = await db().householdCalibration.findMany({ where: { householdId } });
  expect(calibration).toMatchObject({
    ...{ people: { [bert.personId]: { named: 0.6 } }, lookAlikes: [] },
    selfTest: { members: { [bert.personId]: { faces: 1 } }, mistakes: [] },
  });
  const [receipt] = await db().deletionReceipt.findMany({ where: { householdId } });
  for (const id of [anna.personId, again.personId])
    expect(JSON.stringify([calibration, receipt])).not.toContain(id);
});

/** As many more visits of Anna's, each with what was told of it, and asked about somebody else. */
async function comeAgain({ owner, anna, bert }: Awaited<ReturnType<typeof home>>, times: number) {
  const { householdId, accountId } = owner;
  const { cameraId } = await db().event.findUniqueOrThrow({ where: { id: anna.eventId } });
  await db().$executeRaw`
    with visit as (
      insert into visits (id, household_id, started_at, ended_at)
      select gen_random_uuid(), ${householdId}::uuid, at, at
      from generate_series(1, ${times}) n, lateral (select now() - n * interval '1 hour' as at) t
      returning id, started_at
    ), event as (
      insert into events (id, household_id, camera_id, visit_id, kind, occurred_at, received_at)
      select gen_random_uuid(), ${householdId}::uuid, ${cameraId}::uuid, id, 'motion', started_at,
        started_at
      from visit returning id, visit_id, occurred_at
    ), told as (
      insert into notification_decisions (id, household_id, visit_id, event_id, account_id, revision,
        notify, reason, rank, silent, title, body)
      select gen_random_uuid(), ${householdId}::uuid, visit_id, id, ${accountId}::uuid, 1, true,
        'watchlist', 5, false, 'Anna', 'Seen with Annabel'
      from event
    ), face as (
      insert into faces (id, household_id, event_id, person_id, seen_at, match, suggested_person_id,
        crop_key, at_ms, box, track, quality, height_px, angle, detection_score)
      select gen_random_uuid(), ${householdId}::uuid, id, person_id, occurred_at,
        case when person_id = ${bert.personId}::uuid then 'ask' else 'named' end::match_outcome,
        case when person_id = ${bert.personId}::uuid then ${anna.personId}::uuid end,
        'households/' || ${householdId} || '/' || id || person_id, 0, '{}', '[]', 0.5, 50, 'front', 0.9
      from event, unnest(array[${anna.personId}, ${bert.personId}]::uuid[]) as whose (person_id)
      returning id, person_id, match, suggested_person_id
    )
    insert into identity_entries (id, household_id, act, person_ids, face_ids, detail)
    select gen_random_uuid(), ${householdId}::uuid, 'recognise',
      array_remove(array[person_id, suggested_person_id], null), array[id],
      json_build_object('fromPersonIds', json_build_array(), 'personId', person_id, 'match', match,
        'suggestedPersonId', suggested_person_id)
    from face`;
}

it("erases thousands of visits' faces piece by piece, and goes on where it was ended", async () => {
  const house = await home();
  const { owner, anna, bert } = house;
  const { householdId } = owner;
  await comeAgain(house, 2_000);
  await forgetPerson(owner, anna.personId, true, now);
  let deletions = 0;
  const dying = {
    delete: async (key: string) => {
      deletions += 1;
      if (deletions > 900) throw new Error("The store is gone.");
      await store.delete(key);
    },
  };
  await expect(run(anna.personId, now, dying)).rejects.toThrow("The store is gone.");
  const theirs = { householdId, personId: { not: bert.personId } };
  const left = await db().face.count({ where: theirs });
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(2_002);
  expect(await listReceipts(owner)).toEqual([]);
  await run(anna.personId, now);
  expect(await db().face.count({ where: theirs })).toBe(0);
  expect(await db().face.count({ where: { householdId, match: "ask" } })).toBe(0);
  expect(await db().face.count({ where: { householdId } })).toBe(2_001);
  const named = {
    householdId,
    title: { contains: "Anna" },
    NOT: { title: { contains: "Annabel" } },
  };
  expect(await db().notificationDecision.count({ where: named })).toBe(0);
  const kept = { householdId, body: "Seen with Annabel" };
  expect(await db().notificationDecision.count({ where: kept })).toBe(2_000);
  const entries = { householdId, personIds: { has: anna.personId } };
  expect(
    await db().identityEntry.count({ where: { ...entries, faceIds: { isEmpty: true } } }),
  ).toBe(0);
  expect(await listReceipts(owner)).toMatchObject([
    { cause: "forgotten", counts: { faces: 2_002, people: 1, files: 2_004 } },
  ]);
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

it("lets nobody out who was merged into them, and no face of theirs, once it has begun", async () => {
  const { owner, anna, again, bert } = await home();
  const { householdId } = owner;
  const merge = await db().identityEntry.findFirstOrThrow({ where: { householdId, act: "merge" } });
  await forgetPerson(owner, anna.personId, true, now);
  const refused = { code: "conflict", key: "forgottenForGood" };
  await expect(undoAct(owner, merge.id, now)).rejects.toMatchObject(refused);
  await expect(assignFaces(owner, [again.id], bert.personId)).rejects.toMatchObject(refused);
  await run(anna.personId, now);
  expect(await db().face.findMany({ where: { householdId } })).toMatchObject([{ id: bert.id }]);
});

it("ends where they are had back by a clock that is behind, and deletes no face any more", async () => {
  const { owner, anna } = await home();
  const { entryId } = await forgetPerson(owner, anna.personId, false, now);
  let isHadBack: Promise<void> | undefined;
  await run(anna.personId, later, {
    delete: () => (isHadBack ??= undoAct(owner, entryId ?? "", now)),
  });
  expect(await db().face.count({ where: { personId: anna.personId } })).toBe(2);
  expect((await listPeople(owner)).map(({ name }) => name).sort()).toEqual(["Anna", "Bert"]);
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
