import { expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { renamePerson } from "#lib/people/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { welcomeState } from "./queries.ts";

withTestDatabase();

it("says how far a household has really come, and nothing of the people next door", async () => {
  const owner = await buildOwner();
  const nothing = { hasSeenFace: false, stranger: null, named: null };
  expect(await welcomeState(owner)).toMatchObject({
    ...nothing,
    ring: { state: "none", cameraNames: [], isDemo: false },
  });
  const camera = await buildCamera(owner);
  expect(await welcomeState(owner)).toMatchObject({
    ...nothing,
    ring: { state: "linked", cameraNames: ["Front door"] },
  });
  const { personId } = await buildFace(await buildEvent(camera));
  expect(await welcomeState(owner)).toMatchObject({
    hasSeenFace: true,
    stranger: { personId, cameraName: "Front door" },
    named: null,
  });
  await renamePerson(owner, personId, "Anna");
  expect(await welcomeState(owner)).toMatchObject({
    hasSeenFace: true,
    stranger: null,
    named: { personId, name: "Anna" },
  });
  expect(await welcomeState(await buildOwner())).toMatchObject(nothing);
});

it("does not call an account linked that Ring has yet to confirm, or no longer lets in", async () => {
  const owner = await buildOwner();
  const { ringAccountId: id } = await buildCamera(owner);
  for (const state of ["awaiting", "needs_relink"] as const) {
    await db().ringAccount.update({ where: { id }, data: { state } });
    expect((await welcomeState(owner)).ring.state).toBe(state);
  }
  await db().ringAccount.update({ where: { id }, data: { state: "removed" } });
  expect((await welcomeState(owner)).ring.state).toBe("none");
});
