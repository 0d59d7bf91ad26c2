import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildOwner } from "#lib/testing/factories.ts";
import { finishErasure } from "./commands.ts";

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
