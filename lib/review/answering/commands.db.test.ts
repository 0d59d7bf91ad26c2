import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { forgetPerson } from "#lib/people/commands.ts";
import { assignFaces } from "#lib/people/faces/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildMember,
  buildOwner,
} from "#lib/testing/factories.ts";
import type { Answer } from "../schema.ts";
import { answerOnce, takeBackOnce } from "./commands.ts";
import { lastAnswers } from "./queries.ts";

withTestDatabase();

const now = () => new Date();

/** Anna, Bert, and two strangers of whom Kith asks whether they are Anna. */
async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const face = async (person?: Parameters<typeof buildFace>[1]) =>
    buildFace(await buildEvent(camera), person);
  const { personId: anna } = await face({ name: "Anna" });
  const { personId: bert } = await face({ name: "Bert" });
  const asked = [await face(), await face()];
  for (const each of asked) await askAbout(each, anna);
  const faceIds = asked.map(({ id }) => id);
  const yes: Answer = { kind: "asked", personId: anna, faceIds, answer: "yes" };
  const whose = async () => {
    const faces = await db().face.findMany({ where: { id: { in: faceIds } } });
    return new Set(faces.map(({ personId }) => personId));
  };
  return { owner, anna, bert, asked, faceIds, yes, whose };
}

const entriesBy = ({ accountId }: Actor) => db().identityEntry.count({ where: { accountId } });

describe("an answer under a device's key", () => {
  it("is done once, however often it comes and from however many tabs at once", async () => {
    const { owner, anna, yes, whose } = await home();
    const key = randomUUID();
    const send = () => answerOnce(owner, { key, answer: yes }, now());
    const done = { state: "done", answered: 2, missed: 0, became: null };
    expect(await Promise.all([send(), send(), send()])).toEqual([done, done, done]);
    expect(await send()).toEqual(done);
    expect(await entriesBy(owner)).toBe(1);
    expect(await whose()).toEqual(new Set([anna]));
  });

  it("that was taken back and comes again does nothing, nor does a second taking back", async () => {
    const { owner, anna, yes, whose } = await home();
    const given = { key: randomUUID(), answer: yes };
    await answerOnce(owner, given, now());
    await Promise.all([takeBackOnce(owner, given, now()), takeBackOnce(owner, given, now())]);
    expect(await answerOnce(owner, given, now())).toEqual({ state: "taken-back" });
    expect(await whose()).not.toContain(anna);
    expect(await entriesBy(owner)).toBe(2);
  });

  it("does nothing where it was taken back before it came", async () => {
    const { owner, yes } = await home();
    const given = { key: randomUUID(), answer: yes };
    await takeBackOnce(owner, given, now());
    expect(await answerOnce(owner, given, now())).toEqual({ state: "taken-back" });
    expect(await entriesBy(owner)).toBe(0);
  });

  it("that comes too late says by name whose the faces are by now, and changes nothing", async () => {
    const { owner, bert, faceIds, yes, whose } = await home();
    await assignFaces(owner, faceIds, bert);
    const fate = await answerOnce(owner, { key: randomUUID(), answer: yes }, now());
    expect(fate).toMatchObject({
      state: "refused",
      became: { names: ["Bert"], hasNameless: false, hasNoFace: false, hasGone: false },
    });
    expect(await whose()).toEqual(new Set([bert]));
  });

  it("that comes too late for some of the faces says whose those are", async () => {
    const { owner, bert, faceIds, yes } = await home();
    await assignFaces(owner, faceIds.slice(0, 1), bert);
    const fate = await answerOnce(owner, { key: randomUUID(), answer: yes }, now());
    // The other one is Anna's by now, which is no news.
    expect(fate).toMatchObject({
      ...{ state: "done", answered: 1, missed: 1 },
      became: { names: ["Bert"], hasNameless: false },
    });
  });

  it("about somebody who was forgotten says so", async () => {
    const { owner, anna, yes } = await home();
    await forgetPerson(owner, anna, false, now());
    const fate = await answerOnce(owner, { key: randomUUID(), answer: yes }, now());
    expect(fate).toMatchObject({ state: "refused", became: { hasGone: true } });
  });

  it("names a stranger once, and tells a second device the name that was given first", async () => {
    const { owner, asked } = await home();
    const member = await buildMember(owner);
    const personId = asked[0]?.personId ?? "";
    const called = (name: string): { key: string; answer: Answer } => ({
      key: randomUUID(),
      answer: { kind: "newcomer", personId, answer: { name } },
    });
    const hana = called("Hana");
    await answerOnce(owner, hana, now());
    await answerOnce(owner, hana, now());
    expect(await answerOnce(member, called("Ines"), now())).toMatchObject({
      state: "refused",
      became: { names: ["Hana"] },
    });
    expect(await entriesBy(owner)).toBe(1);
  });

  it("is no other account's to take back", async () => {
    const { owner, anna, yes, whose } = await home();
    const given = { key: randomUUID(), answer: yes };
    await answerOnce(owner, given, now());
    for (const other of [await buildMember(owner), await buildOwner()])
      await expect(takeBackOnce(other, given, now())).rejects.toMatchObject({ code: "not-found" });
    expect(await whose()).toEqual(new Set([anna]));
  });
});

describe("what is said of somebody on a page", () => {
  const give = (actor: Actor, answer: Answer) =>
    answerOnce(actor, { key: randomUUID(), answer }, now());
  const nameOf = async (id: string) =>
    (await db().person.findUniqueOrThrow({ where: { id } })).name;

  it("is done once under its key, and taken back by it", async () => {
    const { owner, anna } = await home();
    const answer: Answer = { kind: "name", personId: anna, name: "Ann", before: "Anna" };
    const given = { key: randomUUID(), answer };
    await Promise.all([answerOnce(owner, given, now()), answerOnce(owner, given, now())]);
    expect([await nameOf(anna), await entriesBy(owner)]).toEqual(["Ann", 1]);
    await takeBackOnce(owner, given, now());
    expect(await nameOf(anna)).toBe("Anna");
  });

  it("changes nothing where something else was said since it was seen, and tells what", async () => {
    const { owner, anna } = await home();
    await give(owner, { kind: "name", personId: anna, name: "Annika", before: "Anna" });
    const late: Answer = { kind: "name", personId: anna, name: "Ann", before: "Anna" };
    expect(await give(owner, late)).toMatchObject({
      ...{ state: "refused", became: { names: ["Annika"] } },
    });
    const sort = (category: "familiar" | "watchlist"): Answer => ({
      ...{ kind: "categorise", personId: anna, category, before: "unknown" },
    });
    expect(await give(owner, sort("familiar"))).toMatchObject({ state: "done" });
    expect(await give(owner, sort("familiar"))).toMatchObject({ state: "done" });
    expect(await give(owner, sort("watchlist"))).toMatchObject({ state: "refused" });
    expect(await entriesBy(owner)).toBe(2);
  });

  it("gives a visit's faces to whom Kith meant, or not, and says whose they are where it is late", async () => {
    const { owner, anna, bert, faceIds, whose } = await home();
    const yes: Answer = { kind: "suggestion", personId: anna, faceIds, isSame: true };
    expect(await give(owner, yes)).toMatchObject({ state: "done" });
    expect(await whose()).toEqual(new Set([anna]));
    const no: Answer = { kind: "reject", personId: anna, faceIds };
    expect(await give(owner, no)).toMatchObject({ state: "done" });
    expect(await whose()).not.toContain(anna);
    await assignFaces(owner, faceIds, bert);
    expect(await give(owner, no)).toMatchObject({ state: "refused", became: { names: ["Bert"] } });
  });

  it("is refused of another household's people", async () => {
    const { anna } = await home();
    const answer: Answer = { kind: "name", personId: anna, name: "Mallory", before: "Anna" };
    expect(await give(await buildOwner(), answer)).toMatchObject({ state: "refused" });
    expect(await nameOf(anna)).toBe("Anna");
  });
});

it("the last answers of the review are listed for who gave them, without what was taken back", async () => {
  const { owner, anna, yes, asked } = await home();
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute));
  const faceIds = asked.map(({ id }) => id).slice(0, 1);
  const [first, second, label] = [randomUUID(), randomUUID(), randomUUID()];
  await answerOnce(owner, { key: first, answer: { ...yes, faceIds } as Answer }, at(1));
  await answerOnce(owner, { key: second, answer: yes }, at(2));
  const named = { kind: "name", personId: anna, name: "Anne", before: "Anna" } as const;
  await answerOnce(owner, { key: label, answer: named }, at(3));
  const question = `asked:${anna}`;
  expect(await lastAnswers(owner)).toEqual([
    { key: second, question },
    { key: first, question },
  ]);
  await takeBackOnce(owner, { key: second }, at(4));
  expect(await lastAnswers(owner)).toEqual([{ key: first, question }]);
  expect(await lastAnswers(await buildMember(owner))).toEqual([]);
});
