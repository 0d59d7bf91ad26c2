import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Actor } from "#lib/accounts/types.ts";
import { recordAct } from "#lib/identity/commands.ts";
import { db } from "#lib/infra/db.ts";
import { decideNotifications } from "#lib/notifications/commands.ts";
import { mergePeople, renamePerson } from "#lib/people/commands.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import {
  buildCamera,
  buildEvent,
  buildFace,
  buildMember,
  buildOwner,
  buildSubscription,
} from "#lib/testing/factories.ts";
import { endSnooze, savePlan, snooze } from "./commands.ts";
import { DEFAULT_PLAN } from "./default-plan.ts";
import { sendDigest } from "./digest/commands.ts";
import { earlierPlans, getAlertSettings, namesForRules, storedPlan } from "./queries.ts";
import { ownCauses } from "./told/queries.ts";
import { tryPlanOf } from "./trial/queries.ts";
import type { AlertPlan, AlertRule } from "./types.ts";
import { listUnsent, unsentPageSchema } from "./unsent/queries.ts";

withTestDatabase();

const now = () => new Date();
const later = (ms: number) => new Date(Date.now() + ms);
const HOUR_MS = 3_600_000;

const rule = (how: AlertRule["how"], more: Partial<AlertRule> = {}): AlertRule => ({
  ruleId: randomUUID(),
  whom: { kind: "category", category: "unknown" },
  cameraIds: [],
  weekdays: [],
  hours: null,
  how,
  cooldownMinutes: 0,
  ...more,
});
const plan = (...rules: AlertRule[]): AlertPlan => ({ ...DEFAULT_PLAN, rules });
const save = (actor: Actor, next: AlertPlan, revision = 0) =>
  savePlan(actor, { plan: next, revision }, now());

async function home() {
  const owner = await buildOwner();
  await buildSubscription(owner);
  return { owner, camera: await buildCamera(owner) };
}

type Camera = Awaited<ReturnType<typeof buildCamera>>;

/** A stranger at a camera, looked at and not yet decided. */
async function strangerAt(camera: Camera, occurredAt = now()) {
  const event = await buildEvent(camera, { occurredAt });
  const face = await buildFace(event);
  await db().event.update({ where: { id: event.id }, data: { outcome: "recognised" } });
  return { ...event, personId: face.personId };
}

const decided = ({ householdId, accountId }: Actor) =>
  db().notificationDecision.findMany({
    where: { householdId, accountId },
    orderBy: { decidedAt: "asc" },
  });
const messages = ({ householdId }: Actor) => db().notification.findMany({ where: { householdId } });
const digestJobs = async ({ accountId }: Actor) =>
  await db().$queryRaw<{ runAt: Date }[]>`
    select run_at as "runAt" from graphile_worker.jobs where key like ${`digest:%:${accountId}`}`;

describe("what decided about a visit", () => {
  it("is told to the member who has set it, by the names of today", async () => {
    const { owner, camera } = await home();
    const other = await buildMember(owner);
    const event = await strangerAt(camera);
    const { personId } = event;
    await renamePerson(owner, personId, "Anna");
    await save(owner, plan(rule("never", { whom: { kind: "person", personId } })));
    await decideNotifications(event.id, now());
    await renamePerson(owner, personId, "Anne");
    const [decision] = await decided(owner);
    const { byDecision, names } = await ownCauses(owner, event);
    expect(byDecision).toMatchObject({
      [decision?.id ?? ""]: { rule: { whom: { kind: "person", personId }, how: "never" } },
    });
    expect(names.people).toMatchObject([{ id: personId, name: "Anne" }]);
    expect(names.cameras).toMatchObject([{ id: camera.id }]);
    expect((await ownCauses(other, event)).byDecision).toEqual({});
    expect((await ownCauses(await buildOwner(), event)).byDecision).toEqual({});
  });
});

describe("a member's plan", () => {
  it("can be gone back to, for the last ten changes", async () => {
    const { owner, camera } = await home();
    const { personId } = await strangerAt(camera);
    const first = plan(rule("never", { whom: { kind: "person", personId } }), rule("quietly"));
    await save(owner, first);
    const at = now();
    await savePlan(owner, { plan: plan(), revision: 1 }, at);
    expect(await earlierPlans(owner)).toMatchObject([
      { plan: first, changedAt: at.toISOString() },
      { plan: DEFAULT_PLAN },
    ]);
    for (let revision = 2; revision < 12; revision += 1) await save(owner, plan(), revision);
    expect(await earlierPlans(owner)).toHaveLength(10);
  });

  it("decides for that member alone", async () => {
    const { owner, camera } = await home();
    const other = await buildMember(owner);
    await buildSubscription(other);
    await save(owner, plan(rule("never")));
    const { id } = await strangerAt(camera);
    await decideNotifications(id, now());
    expect(await decided(owner)).toMatchObject([
      { notify: false, reason: "rule-never", because: { rule: { how: "never" } } },
    ]);
    expect(await decided(other)).toMatchObject([{ notify: true, reason: "unknown-person" }]);
    expect(await messages(owner)).toHaveLength(1);
  });

  it("is refused when it was changed meanwhile, and when it names what is not the household's", async () => {
    const [{ owner, camera }, { camera: foreign }] = [await home(), await home()];
    const stranger = await strangerAt(foreign);
    await save(owner, plan(rule("never", { cameraIds: [camera.id] })));
    await expect(save(owner, plan())).rejects.toMatchObject({ code: "conflict" });
    for (const more of [
      { cameraIds: [foreign.id] },
      { whom: { kind: "person", personId: stranger.personId } } as const,
    ])
      await expect(save(owner, plan(rule("never", more)), 1)).rejects.toMatchObject({
        code: "not-found",
      });
    expect((await storedPlan(owner)).revision).toBe(1);
  });

  it("means who somebody was merged into, and forgets who and what was erased", async () => {
    const { owner, camera } = await home();
    const garden = await buildCamera(owner, { name: "Garden" });
    const [anna, alias, gone] = await Promise.all(
      [1, 2, 3].map(async (s) => (await strangerAt(camera, later(-s * 1000))).personId),
    );
    const person = (personId: string | undefined) =>
      ({ whom: { kind: "person", personId: personId ?? "" } }) as const;
    await save(
      owner,
      plan(
        rule("never", person(alias)),
        rule("never", person(gone)),
        rule("never", { cameraIds: [garden.id] }),
      ),
    );
    await db().$transaction((tx) =>
      recordAct(tx, owner, { act: "merge", personId: alias ?? "", intoPersonId: anna ?? "" }),
    );
    await db().face.deleteMany({ where: { personId: gone ?? "" } });
    await db().person.delete({ where: { id: gone ?? "" } });
    await db().camera.delete({ where: { id: garden.id } });
    expect((await storedPlan(owner)).plan.rules.map(({ whom }) => whom)).toEqual([
      person(anna).whom,
    ]);
  });

  it("can be about somebody without a name, who is told by picture and visits, and keeps to them once they have one", async () => {
    const { owner, camera } = await home();
    const visitor = await strangerAt(camera);
    await buildFace(await buildEvent(camera), { id: visitor.personId });
    const once = await strangerAt(camera);
    await strangerAt(camera);
    const about = (personId: string) => rule("never", { whom: { kind: "person", personId } });
    await save(owner, plan(about(once.personId)));
    const { people } = await namesForRules(owner);
    expect(people).toMatchObject([
      { id: visitor.personId, name: null, visitCount: 2, cropUrl: expect.any(String) },
      { id: once.personId, name: null, visitCount: 1 },
    ]);

    await save(owner, plan(about(visitor.personId)), 1);
    await decideNotifications(visitor.id, now());
    expect(await decided(owner)).toMatchObject([{ notify: false, reason: "rule-never" }]);
    await renamePerson(owner, visitor.personId, "Postman");
    await mergePeople(owner, visitor.personId, once.personId);
    expect(await namesForRules(owner)).toMatchObject({
      people: [{ id: visitor.personId, name: "Postman" }],
    });
    expect((await storedPlan(owner)).plan.rules).toMatchObject([
      { whom: { kind: "person", personId: visitor.personId } },
    ]);
  });

  it("is tried against the past of its own household, with what is known today", async () => {
    const [{ owner, camera }, { camera: foreign }] = [await home(), await home()];
    const wanted = await strangerAt(camera, later(-2 * HOUR_MS));
    const category = {
      act: "categorise",
      personId: wanted.personId,
      category: "watchlist",
      note: null,
      until: null,
    } as const;
    await db().$transaction((tx) => recordAct(tx, owner, category));
    for (const hours of [1, 3, 24 * 29, 24 * 31]) await strangerAt(camera, later(-hours * HOUR_MS));
    await strangerAt(foreign);
    const trial = await tryPlanOf(owner, plan(rule("never", { whom: { kind: "anybody" } })), now());
    expect(trial).toMatchObject({
      ...{ visits: 4, changed: 4, missedWatchlist: 1 },
      before: { aloud: 4 },
      after: { aloud: 0, never: 4 },
    });
    expect(trial.changes[0]).toMatchObject({ eventId: wanted.id, isWatched: true });
  });
});

describe("a cooldown", () => {
  it("lets one alert out, whichever of two workers is first", async () => {
    const { owner, camera } = await home();
    await save(owner, plan(rule("aloud", { cooldownMinutes: 10 })));
    const events = await Promise.all(
      [0, 120_000, 240_000].map((ms) => strangerAt(camera, later(-ms))),
    );
    await Promise.all(events.map(({ id }) => decideNotifications(id, now())));
    const reasons = (await decided(owner)).map(({ reason }) => reason).sort();
    expect(reasons).toEqual(["cooldown", "cooldown", "unknown-person"]);
    expect(await messages(owner)).toHaveLength(1);
  });
});

describe("a snooze", () => {
  it("is the member's own, of the household's people and cameras, and ends when it is ended", async () => {
    const [{ owner, camera }, { owner: other, camera: foreign }] = [await home(), await home()];
    const until = later(HOUR_MS);
    await expect(snooze(owner, { cameraId: foreign.id, until }, now())).rejects.toMatchObject({
      code: "not-found",
    });
    await snooze(owner, { cameraId: camera.id, until }, now());
    const { snoozeId } = await snooze(owner, { cameraId: camera.id, until }, now());
    expect((await getAlertSettings(owner, now())).snoozes).toHaveLength(1);
    const [first, second] = [await strangerAt(camera, later(-1)), await strangerAt(camera)];
    await decideNotifications(first.id, now());
    expect(await decided(owner)).toMatchObject([{ notify: false, reason: "snoozed" }]);
    await endSnooze(other, snoozeId);
    expect((await getAlertSettings(owner, now())).snoozes).toHaveLength(1);
    await endSnooze(owner, snoozeId);
    await decideNotifications(second.id, now());
    expect((await decided(owner)).map(({ notify }) => notify)).toEqual([false, true]);
  });

  it.each([0, -1, 32 * 24 * HOUR_MS])("is refused for %i ms from now", async (ms) => {
    const { owner } = await home();
    const at = now();
    const until = new Date(at.getTime() + ms);
    await expect(snooze(owner, { all: true, until }, at)).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("the digest", () => {
  it("is one message at the member's hour, however often and by how many it is sent", async () => {
    const { owner, camera } = await home();
    await save(owner, plan(rule("digest")));
    for (const ms of [0, 200_000, 400_000])
      await decideNotifications((await strangerAt(camera, later(-ms))).id, now());
    expect(await messages(owner)).toEqual([]);
    const jobs = await digestJobs(owner);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.runAt.getUTCHours()).toBe(20);
    await Promise.all([1, 2].map(() => sendDigest(owner, now())));
    await sendDigest(owner, now());
    expect(await messages(owner)).toHaveLength(1);
    expect((await decided(owner)).every(({ digestId }) => digestId !== null)).toBe(true);
  });

  it("comes at another hour once the member has set one", async () => {
    const { owner, camera } = await home();
    await save(owner, plan(rule("digest")));
    await decideNotifications((await strangerAt(camera)).id, now());
    await save(owner, { ...plan(rule("digest")), digestAt: 6 * 60 }, 1);
    expect((await digestJobs(owner)).map(({ runAt }) => runAt.getUTCHours())).toEqual([6]);
  });

  it("leaves out a visit that was told of after all", async () => {
    const { owner, camera } = await home();
    await save(owner, plan(rule("digest")));
    const event = await strangerAt(camera);
    await decideNotifications(event.id, now());
    await buildFace(event, { name: "Bo", category: "watchlist" });
    await decideNotifications(event.id, now());
    await sendDigest(owner, now());
    expect((await decided(owner)).map(({ reason }) => reason)).toEqual([
      "rule-digest",
      "watchlist",
    ]);
    expect(await db().digest.count({ where: { accountId: owner.accountId } })).toBe(0);
  });
});

describe("the list of what was not sent", () => {
  it("has all of the member's own, newest first, a page at a time", async () => {
    const { owner, camera } = await home();
    const other = await buildMember(owner);
    await save(owner, plan(rule("never")));
    for (let ms = 0; ms < 21; ms++)
      await decideNotifications((await strangerAt(camera, later(-ms * 1000))).id, now());
    await decideNotifications((await buildEvent(camera)).id, later(HOUR_MS));
    const page = (query: object) => listUnsent(owner, unsentPageSchema.parse(query));
    const first = await page({});
    expect(first).toMatchObject({ hasMore: true, entries: { length: 20 } });
    const after = first.entries.at(-1)?.decisionId;
    expect(await page({ after })).toMatchObject({
      ...{ hasMore: false, entries: [{ reason: "rule-never", because: { rule: {} } }] },
    });
    expect((await page({ which: "all" })).entries[0]).toMatchObject({ reason: "late" });
    expect((await listUnsent(other, unsentPageSchema.parse({}))).entries).toEqual([]);
  });
});
