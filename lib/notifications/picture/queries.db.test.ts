import { describe, expect, it } from "vitest";
import { eraseFaces, eraseForgotten } from "#lib/erasure/people/commands.ts";
import { facesToErase, forgottenPerson } from "#lib/erasure/people/queries.ts";
import { db } from "#lib/infra/db.ts";
import { forgetPerson } from "#lib/people/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  askAbout,
  buildCamera,
  buildEvent,
  buildFace,
  buildOwner,
  buildSubscription,
} from "#lib/testing/factories.ts";
import { decideNotifications } from "../commands.ts";
import { claimNotification } from "../delivery/commands.ts";
import { toldPicture } from "./queries.ts";

withTestDatabase();

const now = () => new Date();

/** A visit that the owner was told of. */
async function told(person: Parameters<typeof buildFace>[1] = {}) {
  const owner = await buildOwner();
  await buildSubscription(owner);
  const event = await buildEvent(await buildCamera(owner), { kind: "button_press" });
  await db().event.update({ where: { id: event.id }, data: { outcome: "recognised" } });
  const face = await buildFace(event, person);
  await decideNotifications(event.id, now());
  return { owner, event, face, ...(await claimed(owner.householdId)) };
}

async function claimed(householdId: string) {
  const message = await db().notification.findFirstOrThrow({ where: { householdId } });
  const notification = await claimNotification(message.id, now());
  const address = notification?.payload.image ?? "";
  const [, decisionId = "", token = ""] =
    address.match(/^\/api\/push\/picture\/([\w-]+)\?token=([\w.-]+)$/) ?? [];
  return { address, decisionId, token };
}

const show = ({ decisionId, token }: { decisionId: string; token: string }, at = now()) =>
  toldPicture(decisionId, token, at);

const ended = { code: "unauthenticated" };
const nothingLeft = { code: "not-found" };

describe("the picture of a notification", () => {
  it("shows the face, who it is, where and when, and travels as an address alone", async () => {
    const { face, address, ...rest } = await told({ name: "Bo", category: "watchlist" });
    expect(await show(rest)).toMatchObject({
      cropKey: face.cropKey,
      title: "Bo (Watchlist)",
      category: "watchlist",
      categoryName: "Watchlist",
      place: expect.stringMatching(/^Front door, \d\d:\d\d$/),
    });
    expect(address.length).toBeLessThan(200);
    expect(address).not.toContain("Bo");
  });

  it("is of the one who matters most", async () => {
    const { event, face, ...rest } = await told();
    const { householdId } = event;
    const watched = await db().person.create({
      data: { householdId, name: "Bo", category: "watchlist" },
    });
    const second = await buildFace(event);
    const cropKey = `households/${householdId}/bo.jpg`;
    await db().face.update({ where: { id: second.id }, data: { cropKey, quality: 0.1 } });
    await askAbout(second, watched.id);
    expect(await show(rest)).toMatchObject({ cropKey, category: "watchlist" });
  });

  it("is not there where nobody was seen", async () => {
    const owner = await buildOwner();
    await buildSubscription(owner);
    const event = await buildEvent(await buildCamera(owner), { kind: "button_press" });
    await decideNotifications(event.id, now());
    expect((await claimed(owner.householdId)).address).toBe("");
  });

  it("has an address that ends after two hours", async () => {
    const picture = await told();
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
    await expect(show(picture, at(1.9))).resolves.toBeDefined();
    await expect(show(picture, at(2.1))).rejects.toMatchObject(ended);
  });

  it("is not had with another decision's token, without one, or of a decision that never was", async () => {
    const picture = await told();
    const { token } = await told();
    const { decisionId } = picture;
    for (const wrong of [token, "", "1.x", `${picture.token}x`.slice(3)])
      await expect(show({ decisionId, token: wrong })).rejects.toMatchObject(ended);
    const never = "0192f7a1-0000-7000-8000-000000000001";
    await expect(show({ decisionId: never, token })).rejects.toMatchObject(ended);
  });

  it("dies when the person is forgotten, and is gone for good with the erasure", async () => {
    const { owner, face, ...picture } = await told({ name: "Bo" });
    await forgetPerson(owner, face.personId, true, now());
    await expect(show(picture)).rejects.toMatchObject(nothingLeft);
    const later = new Date(Date.now() + 1000);
    const forgotten = await forgottenPerson(face.personId, later);
    if (!forgotten) throw new Error("Nobody is to be erased.");
    await eraseFaces(forgotten, await facesToErase(face.personId, later), later);
    expect(await eraseForgotten(forgotten, later)).toBe(true);
    await expect(show(picture)).rejects.toMatchObject(nothingLeft);
  });

  it("dies with the event, and with the membership of whom it was for", async () => {
    const gone = await told();
    await db().event.delete({ where: { id: gone.event.id } });
    await expect(show(gone)).rejects.toMatchObject(ended);
    const { owner, ...picture } = await told();
    await db().membership.deleteMany({ where: { accountId: owner.accountId } });
    await expect(show(picture)).rejects.toMatchObject(nothingLeft);
  });

  it("does not show who is hidden, or what is no face", async () => {
    const { face, ...picture } = await told();
    await db().person.update({ where: { id: face.personId }, data: { isHidden: true } });
    await expect(show(picture)).rejects.toMatchObject(nothingLeft);
    await db().person.update({ where: { id: face.personId }, data: { isHidden: false } });
    await db().face.update({ where: { id: face.id }, data: { isFace: false } });
    await expect(show(picture)).rejects.toMatchObject(nothingLeft);
  });
});
