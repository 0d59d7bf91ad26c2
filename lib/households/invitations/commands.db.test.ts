import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findActor } from "#lib/accounts/queries.ts";
import { signIn } from "#lib/accounts/sign-in/commands.ts";
import { db } from "#lib/infra/db.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildMember, buildOwner } from "#lib/testing/factories.ts";
import { removeMember } from "../members/commands.ts";
import { invite, join, takeBackInvitation } from "./commands.ts";
import { invitationStand, openInvitations } from "./queries.ts";
import { joinSchema } from "./schema.ts";

withTestDatabase();

const now = new Date("2026-11-23T12:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
const told = { locale: "es", clock: "h12" } as const;

const joining = (token: string, email = `${randomUUID()}@example.org`) =>
  joinSchema.parse({ token, displayName: " Kim ", email, password: "a long password" });

const refusalOf = async (asked: Promise<unknown>): Promise<string> =>
  await asked.then(
    () => "none",
    ({ key }) => key,
  );

describe("an invitation", () => {
  it("makes whoever has its link a member, with the language and the clock of their browser", async () => {
    const owner = await buildOwner({ timeZone: "Europe/Madrid" });
    const { token } = await invite(owner, now);
    expect(await invitationStand(token, now)).toEqual({
      ...{ stand: "open", invitedBy: "Owner", householdName: "Home" },
    });
    await join(joining(token, "Kim@Example.org"), told, now);
    const signedIn = await signIn("kim@example.org", "a long password", now);
    if (typeof signedIn === "string") expect.fail(signedIn);
    const { householdId } = owner;
    const kim = await findActor(signedIn);
    expect(kim).toMatchObject({
      ...{ householdId, role: "member", displayName: "Kim", timeZone: "Europe/Madrid", ...told },
    });
    expect(await openInvitations(owner, now)).toEqual([]);
    expect(
      await db().auditEntry.findMany({ where: { householdId }, orderBy: { id: "asc" } }),
    ).toMatchObject([
      { act: "household.invite", accountId: owner.accountId },
      { act: "household.join", accountId: kim?.accountId },
    ]);
  });

  it("lets one in, however many use it at once, and none after", async () => {
    const owner = await buildOwner();
    const { token } = await invite(owner, now);
    const answers = await Promise.all(
      [1, 2, 3].map(() => refusalOf(join(joining(token), told, now))),
    );
    expect(answers.toSorted()).toEqual(["invitationUsed", "invitationUsed", "none"]);
    expect(await refusalOf(join(joining(token), told, now))).toBe("invitationUsed");
    const { householdId } = owner;
    expect(await db().membership.count({ where: { householdId, role: "member" } })).toBe(1);
  });

  it("ends after seven days", async () => {
    const owner = await buildOwner();
    const { token } = await invite(owner, now);
    expect(await openInvitations(owner, inDays(6.9))).toHaveLength(1);
    expect(await openInvitations(owner, inDays(7))).toEqual([]);
    expect(await invitationStand(token, inDays(7))).toEqual({ stand: "ended" });
    expect(await refusalOf(join(joining(token), told, inDays(7)))).toBe("invitationEnded");
    await join(joining(token), told, inDays(6.9));
  });

  it("is no good once it was taken back, and cannot be by another household", async () => {
    const [owner, stranger] = [await buildOwner(), await buildOwner()];
    const { invitationId, token } = await invite(owner, now);
    await takeBackInvitation(stranger, invitationId);
    expect(await openInvitations(owner, now)).toHaveLength(1);
    await Promise.all([1, 2].map(() => takeBackInvitation(owner, invitationId)));
    expect(await refusalOf(join(joining(token), told, now))).toBe("invitationUnknown");
    const taken = { act: "household.take-back-invitation" };
    expect(await db().auditEntry.findMany({ where: taken })).toMatchObject([
      { householdId: owner.householdId, subject: invitationId },
    ]);
  });

  it("stays good when the e-mail is somebody's already, also when two ask for it at once", async () => {
    const owner = await buildOwner();
    const tokens = [await invite(owner, now), await invite(owner, now)];
    const [first] = tokens;
    const taken = joining(first?.token ?? "", owner.email.toUpperCase());
    expect(await refusalOf(join(taken, told, now))).toBe("emailTaken");
    const email = `${randomUUID()}@example.org`;
    const asked = tokens.map(({ token }) => refusalOf(join(joining(token, email), told, now)));
    expect((await Promise.all(asked)).toSorted()).toEqual(["emailTaken", "none"]);
    expect(await openInvitations(owner, now)).toHaveLength(1);
  });

  it("may bring back somebody who was removed, with the same e-mail", async () => {
    const owner = await buildOwner();
    const gone = await buildMember(owner);
    await removeMember(owner, gone.accountId, now);
    const { token } = await invite(owner, now);
    await join(joining(token, gone.email), told, now);
    expect(await signIn(gone.email, "a long password", now)).toMatchObject({ email: gone.email });
  });

  it("is an owner's to make and to take back, and no more than ten are open", async () => {
    const owner = await buildOwner();
    const member = await buildMember(owner);
    expect(await refusalOf(invite(member, now))).toBe("onlyOwnerInvites");
    const made = Array.from({ length: 11 }, () => refusalOf(invite(owner, now)));
    const answers = await Promise.all(made);
    expect(answers.filter((answer) => answer === "tooManyInvitations")).toHaveLength(1);
    const [{ invitationId } = { invitationId: "" }] = await openInvitations(owner, now);
    expect(await refusalOf(takeBackInvitation(member, invitationId))).toBe("onlyOwnerInvites");
    expect(await openInvitations(member, now)).toEqual([]);
  });

  it("is kept so that nobody who reads the database can use it", async () => {
    const owner = await buildOwner();
    const { token } = await invite(owner, now);
    const { householdId } = owner;
    const [kept] = await db().$queryRaw<{ row: string }[]>`
      select invitations::text as row from invitations where household_id = ${householdId}::uuid`;
    expect(kept?.row).not.toContain(token);
    expect(kept?.row).not.toContain(Buffer.from(token).toString("hex"));
    expect(await invitationStand("guessed", now)).toEqual({ stand: "unknown" });
  });
});
