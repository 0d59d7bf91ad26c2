import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { AppError } from "#lib/errors.ts";
import { recordAct } from "#lib/identity/commands.ts";
import { entryOf } from "#lib/identity/queries.ts";
import { identityState, UNSAID } from "#lib/identity/state.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
} from "#lib/testing/factories.ts";
import type { FaceFinding } from "#prisma/generated/client.ts";
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
import { expireMarkings } from "./expiry/commands.ts";
import { answerSuggestion, assignFaces, dismissFaces, rejectFaces } from "./faces/commands.ts";

withTestDatabase();

const NOW = new Date();

/** Five faces of three people; of the last one Kith asks whether it is the first person's. */
async function home() {
  const owner = await buildOwner();
  const event = await buildEvent(await buildCamera(owner));
  const [a, b, c] = [await buildFace(event), await buildFace(event), await buildFace(event)];
  await buildFace(event, { id: a.personId });
  await buildFace(event, { id: b.personId });
  await askAbout(c, a.personId);
  return owner;
}

/** Every column of people and faces that follows from the ledger. */
async function columns({ householdId }: Actor) {
  const people = await db().person.findMany({ where: { householdId }, orderBy: { id: "asc" } });
  const faces = await db().face.findMany({
    where: { householdId },
    include: { rejections: true },
    orderBy: { id: "asc" },
  });
  return {
    people: people.map(({ id, name, category, isChild, isHidden, ...person }) => ({
      ...{ id, name, category, isChild, isHidden, mergedIntoId: person.mergedIntoId },
      ...{ note: person.note, categoryUntil: person.categoryUntil },
      endedCategory: person.endedCategory,
      ...{ forgottenAt: person.forgottenAt, eraseAt: person.eraseAt },
    })),
    faces: faces.map(({ id, personId, match, suggestedPersonId, isConfirmed, ...face }) => ({
      ...{ id, personId, match, suggestedPersonId, isConfirmed, isFace: face.isFace },
      rejected: face.rejections.map((each) => each.personId).sort(),
      found: foundIn(face),
    })),
  };
}

const foundIn = ({ similarity, embedderSet, explanation }: Found) => ({
  ...{ similarity, embedderSet, explanation },
});

/** What was found of each of them at first. */
const NOT_COMPARED = { similarity: null, embedderSet: null, explanation: null };

type Found = Pick<FaceFinding, "similarity" | "embedderSet" | "explanation">;

/** The same as the whole ledger says. */
async function folded(owner: Actor, { people, faces }: Awaited<ReturnType<typeof columns>>) {
  const rows = await db().identityEntry.findMany({
    where: { householdId: owner.householdId },
    orderBy: { sequence: "asc" },
  });
  const entries = rows.map((row) => entryOf({ ...row, detail: Object(row.detail) }));
  const state = identityState(entries);
  const findings = await db().faceFinding.findMany({
    where: { householdId: owner.householdId },
  });
  return {
    people: people.map(({ id }) => ({
      id,
      ...(state.people.get(id) ?? UNSAID),
      mergedIntoId: state.aliases.get(id) ?? null,
    })),
    faces: faces.map(({ id }) => {
      const { rejected, foundBy, ...face } = state.faces.get(id) ?? { rejected: [] };
      const finding = findings.find(({ faceId, entryId }) => faceId === id && entryId === foundBy);
      return {
        ...{ id, ...face, rejected: [...rejected].sort() },
        found: finding ? foundIn(finding) : NOT_COMPARED,
      };
    }),
  };
}

/** What somebody does to the n-th of whatever there is. */
type Deed = (owner: Actor, n: number, m: number) => Promise<unknown>;

const nth = <Item>(items: readonly Item[], n: number): Item => items[n % items.length] as Item;
const people = ({ householdId }: Actor) =>
  db().person.findMany({ where: { householdId }, orderBy: { id: "asc" } });
const faces = ({ householdId }: Actor) =>
  db().face.findMany({ where: { householdId }, orderBy: { id: "asc" } });
const personId = async (owner: Actor, n: number) => nth(await people(owner), n).id;
const faceId = async (owner: Actor, n: number) => nth(await faces(owner), n).id;
const entryId = async ({ householdId }: Actor, n: number) => {
  const entries = await db().identityEntry.findMany({
    where: { householdId, act: { notIn: ["recognise", "undo"] } },
    orderBy: { sequence: "desc" },
  });
  return entries.length > 0 ? nth(entries, n).id : randomUUID();
};

const deeds: Record<string, Deed> = {
  rename: async (owner, n, m) => renamePerson(owner, await personId(owner, n), `Name ${m}`),
  categorise: async (owner, n, m) => {
    const until = new Date(NOW.getTime() + (m - 5) * 60_000);
    const marking = { note: `Note ${m}`, until: m < 8 ? until : null };
    return await categorisePerson(owner, await personId(owner, n), "watchlist", marking);
  },
  expire: async () => expireMarkings(NOW),
  child: async (owner, n) => markChild(owner, await personId(owner, n), true),
  hide: async (owner, n) => hidePerson(owner, await personId(owner, n), true),
  forget: async (owner, n) => forgetPerson(owner, await personId(owner, n), false, NOW),
  merge: async (owner, n, m) =>
    mergePeople(owner, await personId(owner, n), await personId(owner, m)),
  assign: async (owner, n, m) =>
    assignFaces(owner, [await faceId(owner, n)], await personId(owner, m)),
  split: async (owner, n, m) =>
    assignFaces(owner, [await faceId(owner, n), await faceId(owner, m)], null),
  reject: async (owner, n) => {
    const face = nth(await faces(owner), n);
    return await rejectFaces(owner, [face.id], face.personId);
  },
  dismiss: async (owner, n) => dismissFaces(owner, [await faceId(owner, n)]),
  answer: async (owner, n, m) => {
    const { id, suggestedPersonId } = nth(await faces(owner), n);
    return await answerSuggestion(owner, [id], suggestedPersonId ?? randomUUID(), m % 2 === 0);
  },
  reRecognise: async (owner, n, m) => {
    const face = nth(await faces(owner), n);
    const by = { householdId: owner.householdId, accountId: null };
    const moved = { faceIds: [face.id], fromPersonIds: [face.personId] };
    const to = { personId: await personId(owner, m), match: "named", suggestedPersonId: null };
    const found = { similarity: m / 10, embedderSet: "standard", explanation: { n, m } };
    await db().$transaction((tx) =>
      recordAct(tx, by, { act: "re-recognise", ...moved, ...to, match: "named" }, [
        { faceId: face.id, ...found },
      ]),
    );
  },
  undo: async (owner, n) => undoAct(owner, await entryId(owner, n), NOW),
  redo: async (owner, n) => redoAct(owner, await entryId(owner, n), NOW),
};

const deed = fc.record({
  name: fc.oneof(
    fc.constantFrom(...Object.keys(deeds)),
    fc.constantFrom("undo", "redo", "merge", "reRecognise"),
  ),
  n: fc.nat(9),
  m: fc.nat(9),
});

it("people's and faces' columns are what the ledger says, whatever is done and undone", async () => {
  let refusals = 0;
  let done = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 14 }), async (sequence) => {
      const owner = await home();
      for (const { name, n, m } of sequence) {
        const before = await columns(owner);
        try {
          await deeds[name]?.(owner, n, m);
          done += 1;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          refusals += 1;
          expect(await columns(owner)).toEqual(before);
        }
        const after = await columns(owner);
        expect(after).toEqual(await folded(owner, after));
      }
    }),
    { numRuns: 8 },
  );
  expect(4 * done).toBeGreaterThan(refusals);
});
