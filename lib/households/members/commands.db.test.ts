import { describe, expect, it } from "vitest";
import { findActor } from "#lib/accounts/queries.ts";
import { signIn } from "#lib/accounts/sign-in/commands.ts";
import { savePlan } from "#lib/alerts/commands.ts";
import { DEFAULT_PLAN } from "#lib/alerts/default-plan.ts";
import { db } from "#lib/infra/db.ts";
import { hashPassword } from "#lib/infra/password.ts";
import { decideNotifications } from "#lib/notifications/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  buildCamera,
  buildEvent,
  buildMember,
  buildOwner,
  buildSubscription,
} from "#lib/testing/factories.ts";
import { leaveHousehold, removeMember } from "./commands.ts";
import { listMembers } from "./queries.ts";

withTestDatabase();

const now = new Date("2026-11-23T12:00:00Z");
const PASSWORD = "a long password";

/** A household with a member who can sign in, has a device, and rules. */
async function home() {
  const owner = await buildOwner();
  const member = await buildMember(owner);
  const passwordHash = await hashPassword(PASSWORD);
  await db().account.update({ where: { id: member.accountId }, data: { passwordHash } });
  await buildSubscription(member);
  await savePlan(member, { plan: DEFAULT_PLAN, revision: 0 }, now);
  return { owner, member };
}

const isSignedIn = async ({ accountId }: { accountId: string }) =>
  (await findActor({ accountId, sessionEpoch: 0 })) !== null;

describe("a member who is removed", () => {
  it("is signed out at once, has no device and no rules, and is told of nothing more", async () => {
    const { owner, member } = await home();
    const { accountId } = member;
    expect(await isSignedIn(member)).toBe(true);
    await removeMember(owner, accountId, now);
    expect(await isSignedIn(member)).toBe(false);
    expect(await signIn(member.email, PASSWORD, now)).toBe("wrong");
    expect(await db().subscription.count({ where: { accountId } })).toBe(0);
    expect(await db().alertSettings.count({ where: { accountId } })).toBe(0);
    const event = await buildEvent(await buildCamera(owner));
    await decideNotifications(event.id, new Date());
    const told = await db().notificationDecision.findMany({ where: { eventId: event.id } });
    expect(told.map((each) => each.accountId)).toEqual([owner.accountId]);
    expect(await db().auditEntry.findMany({ where: { subject: accountId } })).toMatchObject([
      {
        householdId: owner.householdId,
        accountId: owner.accountId,
        act: "household.remove-member",
      },
    ]);
  });

  it("leaves what was decided for them, under their name, and their e-mail to another account", async () => {
    const { owner, member } = await home();
    const event = await buildEvent(await buildCamera(owner));
    await decideNotifications(event.id, new Date());
    await removeMember(owner, member.accountId, now);
    const where = { eventId: event.id, accountId: member.accountId };
    expect(await db().notificationDecision.findMany({ where, include: { account: true } })).toEqual(
      [expect.objectContaining({ account: expect.objectContaining({ displayName: "Owner" }) })],
    );
    expect(await db().account.count({ where: { email: member.email } })).toBe(0);
  });

  it("keeps the account where they are a member of another household, signed out once", async () => {
    const { owner, member } = await home();
    const other = await buildOwner();
    const { accountId } = member;
    const { householdId } = other;
    await db().membership.create({ data: { accountId, householdId, role: "member" } });
    await removeMember(owner, accountId, now);
    expect(await isSignedIn(member)).toBe(false);
    const signedIn = await signIn(member.email, PASSWORD, now);
    if (typeof signedIn === "string") expect.fail(signedIn);
    expect(await findActor(signedIn)).toMatchObject({ householdId });
  });

  it("is removed once by two presses, of which the second says so", async () => {
    const { owner, member } = await home();
    const presses = [1, 2].map(() => removeMember(owner, member.accountId, now));
    const answers = await Promise.allSettled(presses);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { key: "memberGone" },
    });
    const audit = { subject: member.accountId, act: "household.remove-member" };
    expect(await db().auditEntry.count({ where: audit })).toBe(1);
  });

  it("is removed by nobody but an owner of the same household, and an owner by nobody", async () => {
    const { owner, member } = await home();
    const another = await buildMember(owner);
    const stranger = await buildOwner();
    const removing = async (by: typeof owner, whom: typeof owner) =>
      await removeMember(by, whom.accountId, now).then(
        () => "removed",
        ({ key }) => key,
      );
    expect(await removing(another, member)).toBe("onlyOwnerRemoves");
    expect(await removing(stranger, member)).toBe("memberGone");
    expect(await removing(owner, stranger)).toBe("memberGone");
    expect(await removing(owner, owner)).toBe("ownerStays");
    expect(await isSignedIn(member)).toBe(true);
  });
});

describe("leaving", () => {
  it("is a member's own to do, and not an owner's", async () => {
    const { owner, member } = await home();
    await leaveHousehold(member, now);
    expect(await isSignedIn(member)).toBe(false);
    expect(
      await db().auditEntry.findMany({ where: { accountId: member.accountId } }),
    ).toMatchObject([{ act: "household.leave", subject: member.accountId }]);
    await expect(leaveHousehold(owner, now)).rejects.toMatchObject({ key: "ownerStays" });
    expect((await listMembers(owner)).map(({ accountId }) => accountId)).toEqual([owner.accountId]);
  });
});

it("shows members one another's names, and e-mails to the owner alone", async () => {
  const { owner, member } = await home();
  await buildOwner();
  const seen = async (by: typeof owner) =>
    (await listMembers(by)).map(({ role, email }) => [role, email]);
  expect(await seen(owner)).toEqual([
    ["owner", owner.email],
    ["member", member.email],
  ]);
  expect(await seen(member)).toEqual([
    ["owner", null],
    ["member", member.email],
  ]);
});
