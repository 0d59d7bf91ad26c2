import { describe, expect, it } from "vitest";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildOwner } from "#lib/testing/factories.ts";
import { changeCamera } from "./commands.ts";
import { listCameras } from "./queries.ts";
import { type CameraChange, cameraChangeSchema } from "./schema.ts";

withTestDatabase();

async function home() {
  const owner = await buildOwner();
  const camera = await buildCamera(owner);
  const change = (wanted: CameraChange) => changeCamera(owner, camera.id, wanted);
  const state = async () => (await listCameras(owner))[0];
  const audit = async () =>
    await db().auditEntry.findMany({
      where: { householdId: owner.householdId },
      orderBy: { id: "asc" },
      select: { act: true, subject: true, accountId: true, detail: true },
    });
  return { owner, camera, change, state, audit };
}

describe("changing a camera", () => {
  it("sets what is given, leaves the rest, and audits the one with the other", async () => {
    const { owner, camera, change, state, audit } = await home();
    await change({ ownName: "Porch", hours: { from: 1320, until: 360 } });
    expect(await state()).toMatchObject({
      name: "Porch",
      hours: { from: 1320, until: 360 },
      enabled: true,
      ignoredClasses: [],
    });
    expect(await audit()).toEqual([
      {
        act: "camera.change",
        subject: camera.id,
        accountId: owner.accountId,
        detail: {
          before: { ownName: null, activeFrom: null, activeUntil: null },
          after: { ownName: "Porch", activeFrom: 1320, activeUntil: 360 },
        },
      },
    ]);
  });

  it("writes nothing when all is so already", async () => {
    const { change, audit } = await home();
    await change({ enabled: true, hours: null, ignoredClasses: [], ownName: null });
    expect(await audit()).toEqual([]);
  });

  it("gives Ring's name back", async () => {
    const { change, state } = await home();
    await change({ ownName: "Porch" });
    await change({ ownName: null });
    expect(await state()).toMatchObject({ name: "Front door", ownName: null });
  });

  it("chooses the kind, or leaves it to what was heard", async () => {
    const { camera, change, state } = await home();
    await change({ chosenKind: "doorbell" });
    expect(await state()).toMatchObject({ kind: "doorbell", chosenKind: "doorbell" });
    await change({ chosenKind: null });
    expect(await state()).toMatchObject({ kind: "camera", chosenKind: null });
    await buildEvent(camera, { kind: "button_press" });
    await change({ chosenKind: "camera" });
    await change({ chosenKind: null });
    expect(await state()).toMatchObject({ kind: "doorbell", chosenKind: null });
  });

  it("does not find another household's camera, nor one that Ring no longer lists", async () => {
    const { owner, camera } = await home();
    const stranger = await buildOwner();
    const notFound = { code: "not-found" };
    await expect(changeCamera(stranger, camera.id, { enabled: false })).rejects.toMatchObject(
      notFound,
    );
    await db().camera.update({ where: { id: camera.id }, data: { removedAt: new Date() } });
    await expect(changeCamera(owner, camera.id, { enabled: false })).rejects.toMatchObject(
      notFound,
    );
    expect(await db().camera.findUnique({ where: { id: camera.id } })).toMatchObject({
      enabled: true,
    });
  });
});

describe("what may be set", () => {
  const cameraId = "0192f7a1-0000-7000-8000-000000000001";
  const read = (change: unknown) => cameraChangeSchema.safeParse({ cameraId, change });
  const both = "giveBothTimes";

  it.each<[unknown, string]>([
    [{ ownName: "x".repeat(61) }, "nameTooLong"],
    [{ hours: { from: 60 } }, both],
    [{ hours: { from: 60, until: Number.NaN } }, both],
    [{ hours: { from: 60, until: 1440 } }, both],
    [{ hours: { from: 60, until: 60 } }, "sameTimes"],
    [{ ignoredClasses: ["animal"] }, "noSuchClass"],
    [{ chosenKind: "lamp" }, "doorbellOrCamera"],
  ])("is not %j", (change, reason) => {
    expect(read(change).error?.issues[0]?.message).toBe(reason);
  });

  it("takes the spaces around a name away, and an empty one for none", () => {
    expect(read({ ownName: "  Porch " }).data?.change).toEqual({ ownName: "Porch" });
    expect(read({ ownName: "  " }).data?.change).toEqual({ ownName: null });
  });
});
