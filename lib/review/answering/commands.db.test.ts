import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { assignFaces, forgetPerson } from "#lib/people/commands.ts";
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
