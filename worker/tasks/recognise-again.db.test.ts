import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { NotYetError } from "#lib/errors.ts";
import { saveEmbeddings } from "#lib/faces/embeddings/commands.ts";
import { normalise } from "#lib/faces/similarity.ts";
import { recordRecognition } from "#lib/identity/commands.ts";
import { db } from "#lib/infra/db.ts";
import {
  forgetPerson,
  markChild,
  mergePeople,
  redoAct,
  renamePerson,
  undoAct,
} from "#lib/people/commands.ts";
import { answerSuggestion, assignFaces, rejectFaces } from "#lib/people/faces/commands.ts";
import { historyOf } from "#lib/people/history/queries.ts";
import { answerProposal, findSamePeople } from "#lib/proposals/commands.ts";
import { openProposals } from "#lib/proposals/queries.ts";
import { recogniseAgain, recogniseAllAgainSoon } from "#lib/rerecognition/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { embeddersOfSet, embedderVersion } from "#models/manifest.ts";
import { createFaceIndex } from "../gallery/face-index.ts";
import type { TaskContext } from "../task.ts";
import { recogniseAgainTask } from "./recognise-again.ts";

withTestDatabase();

const now = () => new Date("2026-06-01T12:00:00Z");

const ANNA = [1, 0, 0, 0];
/** Surely Anna; hardly anybody else looks so. */
const ANNA_TOO = [0.9, 0.1, 0.1, 0];
/** Enough like Anna to ask, not to name. */
const NEARLY_ANNA = [0.4, 0, 0.9165, 0];
const BERT = [0, 1, 0, 0];

const EXPLANATION = {
  ...{ outcome: "unknown", best: null, runnerUp: null, rejected: [], heldBack: [] },
  thresholds: { named: 0.53, ask: 0.35, margin: 0.1 },
};

type Face = Awaited<ReturnType<typeof buildFace>>;

async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  let minutes = 0;
  const happen = () =>
    buildEvent(camera, { occurredAt: new Date(now().getTime() - ++minutes * 600_000) });
  /** A face of somebody new with these looks, in an event of its own, unless given. */
  const see = async (
    looks: readonly number[],
    more: { person?: string; event?: Awaited<ReturnType<typeof happen>>; set?: string } = {},
  ) => {
    const event = more.event ?? (await happen());
    const face = await buildFace(event, more.person ? { id: more.person } : {});
    const { householdId, id: faceId } = face;
    const embeddings = embeddersOfSet(more.set ?? "standard").map(({ model }) => ({
      ...{ embedder: model.name, version: embedderVersion(model), vector: normalise(looks) },
    }));
    await db().$transaction((tx) => saveEmbeddings(tx, { householdId, faceId }, embeddings));
    return face;
  };
  const index = createFaceIndex();
  const { householdId } = owner;
  const run = () =>
    recogniseAgainTask.run({ householdId }, { faceIndex: index, now } as TaskContext);
  return { owner, happen, see, index, run, householdId };
}

const calibrated = async (
  { householdId }: Actor,
  thresholdOfName: number,
  embedderSet = "standard",
) => {
  const counts = { strangerVisits: 0, strangersNamed: 0, strangersAsked: 0 };
  const lists = {
    ...{ people: {}, lookAlikes: [], selfTest: { members: {}, mistakes: [] } },
    distribution: { members: [], strangers: [] },
  };
  await db().householdCalibration.createMany({
    data: (["day", "infrared"] as const).map((lighting) => ({
      ...{ householdId, embedderSet, lighting, at: new Date() },
      ...{ named: thresholdOfName, ask: 0.35, margin: 0.1, ...counts, ...lists },
    })),
  });
};

const placeOf = async ({ id }: Face) => {
  const face = await db().face.findUniqueOrThrow({ where: { id } });
  const { personId, match, suggestedPersonId } = face;
  return { personId, match, suggestedPersonId };
};

const anAct = (act: string, { householdId }: Actor) =>
  db().identityEntry.findMany({ where: { householdId, act }, orderBy: { sequence: "asc" } });

const lastEntry = async (act: string, owner: Actor) => (await anAct(act, owner)).at(-1)?.id ?? "";

const jobsFor = async ({ householdId }: Actor) => {
  const rows = await db().$queryRaw<{ name: string }[]>`
    select t.identifier as name from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload->>'householdId' = ${householdId}`;
  return rows.map(({ name }) => name);
};

const people = ({ householdId }: Actor) =>
  db().person.findMany({ where: { householdId }, orderBy: { id: "asc" } });

describe("a label", () => {
  async function labelled() {
    const house = await home();
    const first = await house.see(ANNA);
    const [earlier, earliest] = [await house.see(ANNA_TOO), await house.see([0.9, 0.2, 0, 0])];
    const nearly = await house.see(NEARLY_ANNA);
    await renamePerson(house.owner, first.personId, "Anna");
    return { ...house, first, earlier, earliest, nearly };
  }

  it("finds who was seen before, as one act, and asks about who may be", async () => {
    const { owner, run, first, earlier, earliest, nearly } = await labelled();
    const anna = first.personId;
    await run();
    for (const face of [earlier, earliest])
      expect(await placeOf(face)).toMatchObject({ personId: anna, match: "named" });
    expect(await placeOf(nearly)).toEqual({
      personId: nearly.personId,
      match: "ask",
      suggestedPersonId: anna,
    });
    const acts = await anAct("re-recognise", owner);
    expect(acts.map(({ faceIds }) => faceIds.length).toSorted()).toEqual([1, 2]);
    expect(acts.every(({ accountId }) => accountId === null)).toBe(true);
    const { similarity } = await db().face.findUniqueOrThrow({ where: { id: earlier.id } });
    expect(similarity).toBeGreaterThan(0.9);
    expect(await db().notificationDecision.count()).toBe(0);
    expect(await jobsFor(owner)).not.toContain("decide-notifications");
  });

  it("is not given to somebody who was seen beside them, and nobody is asked", async () => {
    const { happen, see, run, owner } = await home();
    const event = await happen();
    const [anna, sister] = [await see(ANNA, { event }), await see(ANNA_TOO, { event })];
    const alone = await see(ANNA_TOO, { person: sister.personId });
    await renamePerson(owner, anna.personId, "Anna");
    await run();
    for (const face of [sister, alone])
      expect(await placeOf(face)).toEqual({
        ...{ personId: sister.personId, match: "unknown", suggestedPersonId: null },
      });
    expect(await openProposals(owner)).toEqual([]);
  });

  it("is not given to a face whose shots disagree about whom they show", async () => {
    const { run, earlier, earliest, first } = await labelled();
    const explanation = { ...EXPLANATION, heldBack: ["dispute"] };
    await db().face.update({ where: { id: earlier.id }, data: { explanation } });
    await run();
    expect(await placeOf(earlier)).toMatchObject({ personId: earlier.personId, match: "unknown" });
    expect(await placeOf(earliest)).toMatchObject({ personId: first.personId, match: "named" });
  });

  it("changes nothing when it is looked at again", async () => {
    const { owner, run } = await labelled();
    await run();
    const before = await people(owner);
    const acts = await db().identityEntry.count();
    await run();
    expect(await db().identityEntry.count()).toBe(acts);
    expect(await people(owner)).toEqual(before);
  });

  it("is one look for ten labels", async () => {
    const { owner, first } = await labelled();
    for (let i = 0; i < 10; i++) await renamePerson(owner, first.personId, `Anna ${i}`);
    expect((await jobsFor(owner)).filter((name) => name === "recognise-again")).toHaveLength(1);
  });

  it("leaves other households alone", async () => {
    const { run } = await labelled();
    const other = await home();
    const face = await other.see(ANNA);
    await run();
    expect(await placeOf(face)).toMatchObject({ personId: face.personId, match: "unknown" });
  });

  it("can be followed by the household's own word, which stands", async () => {
    const { owner, run, first, earlier, earliest } = await labelled();
    await assignFaces(owner, [earlier.id], earliest.personId);
    await run();
    await run();
    const acts = await anAct("re-recognise", owner);
    expect(acts.some(({ faceIds }) => faceIds.includes(earlier.id))).toBe(false);
    expect(await placeOf(earlier)).toMatchObject({ personId: earliest.personId });
    expect(await placeOf(earliest)).toMatchObject({ personId: first.personId });
  });

  it("has what it moved taken back as a whole, for good", async () => {
    const { owner, run, earlier, earliest } = await labelled();
    const before = [await placeOf(earlier), await placeOf(earliest)];
    await run();
    const moved = (await anAct("re-recognise", owner)).find(({ faceIds }) => faceIds.length === 2);
    await undoAct(owner, moved?.id ?? "", now());
    const places = async () => [await placeOf(earlier), await placeOf(earliest)];
    expect(await places()).toEqual(before);
    await run();
    const together = { personId: earlier.personId, match: "unknown", suggestedPersonId: null };
    expect(await places()).toEqual([together, together]);
  });

  it("has what it found of a face taken back with it, and found again with it", async () => {
    const { owner, run, earlier } = await labelled();
    const found = () =>
      db().face.findUniqueOrThrow({
        where: { id: earlier.id },
        select: { match: true, similarity: true, embedderSet: true, explanation: true },
      });
    const match = "named" as const;
    const first = { match, similarity: 0.7, embedderSet: "adaface", explanation: EXPLANATION };
    await db().$transaction((tx) =>
      recordRecognition(tx, owner.householdId, earlier.id, {
        ...{ personId: earlier.personId, match, suggestedPersonId: null },
      }),
    );
    await db().face.update({ where: { id: earlier.id }, data: first });
    await run();
    const again = await found();
    expect(again).toMatchObject({ match, embedderSet: "standard" });
    expect(again.similarity).toBeGreaterThan(0.9);
    const acts = await anAct("re-recognise", owner);
    const moved = acts.find(({ faceIds }) => faceIds.includes(earlier.id))?.id ?? "";
    await undoAct(owner, moved, now());
    expect(await found()).toEqual(first);
    await redoAct(owner, moved, now());
    expect(await found()).toEqual(again);
  });

  it("that is taken away takes its questions along", async () => {
    const { owner, run, first, nearly } = await labelled();
    await run();
    await renamePerson(owner, first.personId, null);
    await run();
    expect(await placeOf(nearly)).toMatchObject({ match: "unknown", suggestedPersonId: null });
    await renamePerson(owner, first.personId, "Anna");
    await run();
    expect(await placeOf(nearly)).toMatchObject({ suggestedPersonId: first.personId });
    await forgetPerson(owner, first.personId, false, now());
    await run();
    expect(await placeOf(nearly)).toMatchObject({ match: "unknown", suggestedPersonId: null });
  });

  it("starts again when the household says something meanwhile", async () => {
    const { owner, index, first, earlier, householdId } = await labelled();
    const look = recogniseAgain(
      householdId,
      async (tx, id) => {
        const recollection = await index.recollect(tx, id);
        await renamePerson(owner, first.personId, "Anne");
        return recollection;
      },
      now,
    );
    await expect(look).rejects.toThrow(NotYetError);
    expect(await placeOf(earlier)).toMatchObject({ personId: earlier.personId });
  });
});

describe("whom Kith has named by itself", () => {
  async function known() {
    const house = await home();
    const { see, run, owner } = house;
    const anna = await see(ANNA);
    await renamePerson(owner, anna.personId, "Anna");
    const visits = [await see(ANNA_TOO), await see([0.9, 0, 0.1, 0])];
    await run();
    for (const visit of visits)
      expect(await placeOf(visit)).toMatchObject({ personId: anna.personId, match: "named" });
    return { ...house, anna, visits };
  }

  const named = async (faces: readonly Face[], personId: string) => {
    for (const face of faces)
      expect(await placeOf(face)).toEqual({ personId, match: "named", suggestedPersonId: null });
  };

  it("is only asked about once the person is a child, as one act to be taken back as one", async () => {
    const { owner, run, anna, visits } = await known();
    await markChild(owner, anna.personId, true);
    await run();
    for (const visit of visits)
      expect(await placeOf(visit)).toMatchObject({
        match: "ask",
        suggestedPersonId: anna.personId,
      });
    const acts = await anAct("re-recognise", owner);
    expect(acts.at(-1)?.faceIds.toSorted()).toEqual(visits.map(({ id }) => id).toSorted());
    await run();
    expect(await anAct("re-recognise", owner)).toHaveLength(acts.length);
    await undoAct(owner, acts.at(-1)?.id ?? "", now());
    await named(visits, anna.personId);
    await run();
    await named(visits, anna.personId);
    expect(await db().notificationDecision.count()).toBe(0);
  });

  it("stays who was named together, where each alone is as much like a sister", async () => {
    const { owner, see, run } = await home();
    const [anna, bea] = [await see(ANNA), await see(BERT)];
    await renamePerson(owner, anna.personId, "Anna");
    await renamePerson(owner, bea.personId, "Bea");
    const asSeenFrom = [
      [0.612, 0],
      [-0.306, 0.53],
      [-0.306, -0.53],
    ];
    const visits: Face[] = [];
    for (const side of asSeenFrom) {
      const person = visits[0]?.personId;
      visits.push(await see([0.6, 0.515, ...side], person ? { person } : {}));
    }
    await run();
    await named(visits, anna.personId);
    const acts = await anAct("re-recognise", owner);
    await run();
    expect(await anAct("re-recognise", owner)).toEqual(acts);
  });

  it("becomes who is made known later, though named somebody else before", async () => {
    const { owner, see, run } = await home();
    const anna = await see(ANNA);
    await renamePerson(owner, anna.personId, "Anna");
    const LIKE_BOTH = [0.6, 0.8, 0, 0];
    const visits = [await see(LIKE_BOTH), await see(LIKE_BOTH)];
    await run();
    await named(visits, anna.personId);
    const bert = await see([0.5, 0.86, 0, 0]);
    await assignFaces(owner, [bert.id], null);
    const { personId } = await placeOf(bert);
    await renamePerson(owner, personId, "Bert");
    await run();
    await named(visits, personId);
  });

  it("is asked about where the thresholds are higher by now, and named again by the household's word alone", async () => {
    const { see, run, owner } = await home();
    const anna = await see(ANNA);
    await renamePerson(owner, anna.personId, "Anna");
    const visit = await see([0.6, 0, 0.8, 0]);
    await run();
    await named([visit], anna.personId);
    await calibrated(owner, 0.65);
    await run();
    const asked = { match: "ask", suggestedPersonId: anna.personId };
    expect(await placeOf(visit)).toMatchObject(asked);
    await calibrated(owner, 0.53);
    await run();
    expect(await placeOf(visit)).toMatchObject(asked);
    await renamePerson(owner, anna.personId, "Anne");
    await run();
    await named([visit], anna.personId);
  });

  it("is looked at by another set of embedders once that one decides", async () => {
    const { see, run, owner, anna, visits, householdId } = await known();
    for (const [index, { id: faceId }] of [anna, ...visits].entries()) {
      const vector = normalise(index === 2 ? BERT : ANNA);
      const embeddings = embeddersOfSet("adaface").map(({ model }) => ({
        ...{ embedder: model.name, version: embedderVersion(model), vector },
      }));
      await db().$transaction((tx) => saveEmbeddings(tx, { householdId, faceId }, embeddings));
    }
    await see(BERT);
    await db().household.update({ where: { id: householdId }, data: { embedderSet: "adaface" } });
    await run();
    await named(visits.slice(0, 1), anna.personId);
    const [, lost] = visits as [Face, Face];
    expect(await placeOf(lost)).toMatchObject({ match: "unknown", suggestedPersonId: null });
    await undoAct(owner, await lastEntry("re-recognise", owner), now());
    await named(visits, anna.personId);
  });
});

describe("a no", () => {
  it("takes the name from other faces of the same somebody", async () => {
    const { owner, see, run } = await home();
    const anna = await see(ANNA);
    await renamePerson(owner, anna.personId, "Anna");
    const LIKE_ANNA = [0.6, 0, 0, 0.8];
    const [denied, another] = [await see(LIKE_ANNA), await see([0.6, 0.1, 0, 0.8])];
    await run();
    expect(await placeOf(another)).toMatchObject({ personId: anna.personId, match: "named" });
    await rejectFaces(owner, [denied.id], anna.personId);
    await run();
    expect(await placeOf(anna)).toMatchObject({ personId: anna.personId });
    const place = await placeOf(another);
    expect(place).toMatchObject({ match: "unknown", suggestedPersonId: null });
    expect(place.personId).not.toBe(anna.personId);
    await run();
    expect((await placeOf(another)).personId).not.toBe(anna.personId);
  });

  it("to a question is not asked again", async () => {
    const { owner, see, run } = await home();
    const anna = await see(ANNA);
    const nearly = await see(NEARLY_ANNA);
    await renamePerson(owner, anna.personId, "Anna");
    await run();
    await answerSuggestion(owner, [nearly.id], anna.personId, false);
    await run();
    expect(await placeOf(nearly)).toMatchObject({ match: "unknown", suggestedPersonId: null });
    expect(await openProposals(owner)).toEqual([]);
  });
});

describe("strangers who are surely one", () => {
  const current = async ({ householdId }: Actor) =>
    (await db().person.findMany({ where: { householdId, mergedIntoId: null } })).length;

  it("are merged into who was seen first, and apart again for good once that is taken back", async () => {
    const { owner, see, run } = await home();
    const [first, second] = [await see(ANNA), await see(ANNA_TOO)];
    await see(BERT);
    await run();
    expect(await current(owner)).toBe(2);
    expect(await placeOf(second)).toMatchObject({ personId: first.personId });
    const merge = await lastEntry("merge", owner);
    expect((await anAct("merge", owner)).map(({ accountId }) => accountId)).toEqual([null]);
    await undoAct(owner, merge, now());
    expect(await placeOf(second)).toMatchObject({ personId: second.personId });
    await run();
    expect(await placeOf(second)).toMatchObject({ personId: second.personId });
    expect(await openProposals(owner)).toEqual([]);
    await redoAct(owner, merge, now());
    expect(await placeOf(second)).toMatchObject({ personId: first.personId });
  });

  it("are merged some at a time, where they are many, until none is left", async () => {
    const { owner, see, index, householdId } = await home();
    for (const looks of [ANNA, ANNA_TOO, [0.9, 0.1, 0, 0.1]]) await see(looks);
    const some = () => findSamePeople(householdId, index.recollect, now, 1);
    await some();
    expect(await current(owner)).toBe(2);
    expect(await jobsFor(owner)).toContain("recognise-again");
    await some();
    expect(await current(owner)).toBe(1);
  });

  it("are two where another set of embedders, which begins higher, does not find them as sure", async () => {
    const { owner, see, run, householdId } = await home();
    const set = "adaface";
    await db().household.update({ where: { id: householdId }, data: { embedderSet: set } });
    await calibrated(owner, 0.5, set);
    await see(ANNA, { set });
    await see([0.59, 0.8, 0, 0], { set });
    await run();
    expect(await current(owner)).toBe(2);
    expect(await openProposals(owner)).toHaveLength(1);
  });

  it("are two when they were seen at the same time", async () => {
    const { owner, happen, see, run } = await home();
    const event = await happen();
    await see(ANNA, { event });
    await see(ANNA_TOO, { event });
    await run();
    expect(await current(owner)).toBe(2);
    expect(await openProposals(owner)).toEqual([]);
  });

  it("are two when the household has made two of them, or is asked no more", async () => {
    const { owner, see, run } = await home();
    const person = (await see(ANNA)).personId;
    const taken = await see(ANNA_TOO, { person });
    await assignFaces(owner, [taken.id], null);
    await run();
    expect(await current(owner)).toBe(2);
    expect(await openProposals(owner)).toEqual([]);
  });
});

describe("strangers who may be one", () => {
  const LIKE_BERT = [0, 0.5, 0, 0.866];

  async function proposed() {
    const house = await home();
    const [bert, like] = [await house.see(BERT), await house.see(LIKE_BERT)];
    await house.run();
    const [proposal, ...others] = await openProposals(house.owner);
    if (!proposal || others.length > 0) throw new Error("One thing is proposed.");
    return { ...house, bert, like, proposal };
  }

  it("are proposed with the faces that show it", async () => {
    const { bert, like, proposal, owner, run } = await proposed();
    expect(proposal.people.map(({ personId, name }) => [personId, name])).toEqual([
      [bert.personId, null],
      [like.personId, null],
    ]);
    expect(proposal.people.map(({ cropUrl }) => cropUrl)).toEqual(
      [bert, like].map(({ cropKey }) => `/api/media/${cropKey}`),
    );
    await run();
    expect(await openProposals(owner)).toEqual([proposal]);
    expect(await openProposals(await buildOwner())).toEqual([]);
  });

  it("are one after a yes, and two again after it is taken back", async () => {
    const { owner, bert, like, proposal, run } = await proposed();
    const { entryId } = await answerProposal(owner, proposal.proposalId, true);
    expect(await placeOf(like)).toMatchObject({ personId: bert.personId });
    await expect(answerProposal(owner, proposal.proposalId, true)).rejects.toMatchObject({
      code: "conflict",
    });
    await undoAct(owner, entryId, now());
    await run();
    expect(await placeOf(like)).toMatchObject({ personId: like.personId });
    expect(await openProposals(owner)).toEqual([]);
  });

  it("are never proposed again after a no, which stands in both histories, unless that is taken back", async () => {
    const { owner, see, bert, like, proposal, run } = await proposed();
    const { entryId } = await answerProposal(owner, proposal.proposalId, false);
    await run();
    expect(await openProposals(owner)).toEqual([]);
    await see(BERT, { person: bert.personId });
    await run();
    expect(await openProposals(owner)).toEqual([]);
    for (const { personId } of [bert, like]) {
      const { history } = await historyOf(owner, personId, 20);
      expect(history.find((entry) => entry.entryId === entryId)).toMatchObject({
        text: expect.stringMatching(/were said to be two people\.$/),
        undo: expect.any(String),
        counts: true,
      });
    }
    await undoAct(owner, entryId, now());
    expect(await openProposals(owner)).toHaveLength(1);
    await redoAct(owner, entryId, now());
    expect(await openProposals(owner)).toEqual([]);
  });

  it("keep their no when one of them is merged", async () => {
    const { owner, see, bert, like, proposal, run } = await proposed();
    await answerProposal(owner, proposal.proposalId, false);
    const known = await see([0, 0.8, 0.6, 0]);
    await renamePerson(owner, known.personId, "Bert");
    await mergePeople(owner, bert.personId, known.personId);
    await run();
    expect(await openProposals(owner)).toEqual([]);
    expect(await placeOf(like)).toMatchObject({ personId: like.personId, match: "unknown" });
    const robert = await see([0, 0.9, 0, 0.43]);
    await renamePerson(owner, robert.personId, "Robert");
    await mergePeople(owner, robert.personId, known.personId);
    await run();
    expect(await placeOf(like)).toMatchObject({ personId: like.personId, match: "unknown" });
  });

  it("are proposed no longer once a face is somebody else's", async () => {
    const { owner, like, bert, proposal, run } = await proposed();
    await assignFaces(owner, [like.id], null);
    expect(await openProposals(owner)).toEqual([]);
    await run();
    const open = await openProposals(owner);
    expect(open.some(({ proposalId }) => proposalId === proposal.proposalId)).toBe(false);
    await mergePeople(owner, bert.personId, (await placeOf(like)).personId);
    await run();
    expect(await openProposals(owner)).toEqual([]);
  });

  it("may be somebody with a name, who stays", async () => {
    const { owner, see, run } = await home();
    const [nearly, anna] = [await see(NEARLY_ANNA), await see(ANNA)];
    await renamePerson(owner, anna.personId, "Anna");
    await run();
    const [proposal] = await openProposals(owner);
    expect(proposal?.people.map(({ name }) => name)).toEqual([null, "Anna"]);
    await answerProposal(owner, proposal?.proposalId ?? "", true);
    expect(await placeOf(nearly)).toMatchObject({ personId: anna.personId });
  });

  it("are another household's business never", async () => {
    const { proposal } = await proposed();
    const neighbour = await buildOwner();
    await expect(answerProposal(neighbour, proposal.proposalId, true)).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

it("has households looked at again that strangers have come to since yesterday", async () => {
  const [some, none] = [await home(), await home()];
  await some.see(ANNA);
  const today = Date.now();
  await recogniseAllAgainSoon(new Date(today + 25 * 3_600_000));
  expect(await jobsFor(some.owner)).toEqual([]);
  await recogniseAllAgainSoon(new Date(today));
  expect(await jobsFor(some.owner)).toEqual(["recognise-again"]);
  expect(await jobsFor(none.owner)).toEqual([]);
});
