import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  buildCamera,
  buildEvent,
  buildFace,
  buildMember,
  buildOwner,
} from "#lib/testing/factories.ts";
import { forgetPerson, redoAct, undoAct } from "./commands.ts";
import { forgetTogether } from "./together/commands.ts";

withTestDatabase();

const now = new Date();

it("is an owner's to do and to do again; a member can have somebody back", async () => {
  const owner = await buildOwner();
  const member = await buildMember(owner);
  const event = await buildEvent(await buildCamera(owner));
  const { personId } = await buildFace(event, { name: "Anna" });
  const refused = { key: "onlyOwnerForgets" };
  await expect(forgetPerson(member, personId, false, now)).rejects.toMatchObject(refused);
  await expect(forgetTogether(member, [personId], true, now)).rejects.toMatchObject(refused);
  const isThere = async () =>
    (await db().person.findUnique({ where: { id: personId } }))?.forgottenAt === null;
  expect(await isThere()).toBe(true);
  const { entryId } = await forgetPerson(owner, personId, false, now);
  await undoAct(member, entryId ?? "", now);
  expect(await isThere()).toBe(true);
  await expect(redoAct(member, entryId ?? "", now)).rejects.toMatchObject(refused);
  expect(await isThere()).toBe(true);
  await redoAct(owner, entryId ?? "", now);
  expect(await isThere()).toBe(false);
});
