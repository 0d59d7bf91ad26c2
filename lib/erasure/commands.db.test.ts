import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { markChild, mergePeople, renamePerson } from "#lib/people/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { eraseEvents, finishErasure } from "./commands.ts";

withTestDatabase();

it("ends with the last Ring account what Ring was in trouble with, and no other alarm", async () => {
  const { householdId, accountId } = await buildOwner();
  const { ringAccountId: id } = await buildCamera({ householdId });
  await db().ringAccount.update({ where: { id }, data: { state: "removed" } });
  const others = ["member_unreachable", "category_ended"] as const;
  for (const kind of ["needs_relink", "bad_signatures", ...others] as const)
    await db().alarm.create({
      data: { householdId, kind, subject: accountId, raisedAt: new Date() },
    });
  const erasure = { id, of: "account", householdId, subjectHash: randomUUID() } as const;
  await finishErasure({ ...erasure, cause: "disconnected" }, new Date());
  const open = await db().alarm.findMany({ where: { householdId, clearedAt: null } });
  expect(open.map(({ kind }) => kind).toSorted()).toEqual([...others].toSorted());
});

it("leaves somebody a child whom it takes the faces from that were marked as a child's", async () => {
  const owner = await buildOwner();
  const { householdId } = owner;
  const leaving = await buildCamera(owner);
  const event = await buildEvent(leaving);
  const [child, alias, stranger] = [
    await buildFace(event),
    await buildFace(event),
    await buildFace(event),
  ];
  const emil = await buildFace(await buildEvent(await buildCamera(owner)), { name: "Emil" });
  for (const { personId } of [child, stranger]) await markChild(owner, personId, true);
  await mergePeople(owner, child.personId, alias.personId);
  await mergePeople(owner, alias.personId, emil.personId);
  const erasure = { id: leaving.ringAccountId, of: "account", householdId } as const;
  const told = { subjectHash: randomUUID(), cause: "disconnected" } as const;
  await eraseEvents({ ...erasure, ...told }, [event.id], new Date());
  await renamePerson(owner, emil.personId, "Emilio");
  const left = await db().person.findMany({ where: { householdId, mergedIntoId: null } });
  expect(left).toMatchObject([{ name: "Emilio", isChild: true }]);
});
