import { householdTimeZone } from "#lib/accounts/queries.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { peopleNow } from "#lib/identity/roots/queries.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { listNameless } from "#lib/people/queries.ts";
import type { AlertSnooze } from "#prisma/generated/client.ts";
import { DEFAULT_PLAN } from "./default-plan.ts";
import type { Wishes } from "./policy.ts";
import { earlierPlansSchema, planSchema } from "./schema.ts";
import type {
  AlertNames,
  AlertPlan,
  AlertRule,
  AlertSettingsSummary,
  EarlierPlan,
  Snooze,
  SnoozeTarget,
  StoredPlan,
} from "./types.ts";

type Member = { householdId: string; accountId: string };

/**
 * A member's plan. Whoever was merged is meant under the person they are now, and what speaks of people
 * or cameras that were erased is left out.
 */
export async function storedPlan(
  { householdId, accountId }: Member,
  tx: Transaction = db(),
): Promise<StoredPlan> {
  const row = await settingsRow(tx, { householdId, accountId });
  if (!row) return { plan: DEFAULT_PLAN, revision: 0 };
  const [plan = DEFAULT_PLAN] = await plansOfToday(tx, householdId, [planSchema.parse(row.plan)]);
  return { plan, revision: row.revision };
}

/** The plans before, newest first, as `storedPlan` tells them. */
export async function earlierPlans(
  { householdId, accountId }: Member,
  tx: Transaction = db(),
): Promise<EarlierPlan[]> {
  const row = await settingsRow(tx, { householdId, accountId });
  const earlier = earlierPlansSchema.parse(row?.earlier ?? []);
  const plans = await plansOfToday(
    tx,
    householdId,
    earlier.map(({ plan }) => plan),
  );
  return earlier.map(({ plan, changedAt }, place) => ({ plan: plans[place] ?? plan, changedAt }));
}

const settingsRow = (tx: Transaction, { householdId, accountId }: Member) =>
  tx.alertSettings.findUnique({ where: { householdId_accountId: { householdId, accountId } } });

async function plansOfToday(
  tx: Transaction,
  householdId: string,
  plans: readonly AlertPlan[],
): Promise<AlertPlan[]> {
  if (plans.length === 0) return [];
  const named = plans.flatMap(({ rules }) =>
    rules.flatMap(({ whom }) => (whom.kind === "person" ? [whom.personId] : [])),
  );
  const people = await peopleNow(tx, householdId, named);
  const cameras = await tx.camera.findMany({ where: { householdId }, select: { id: true } });
  const there = new Set(cameras.map(({ id }) => id));
  return plans.map((plan) => ({
    ...plan,
    rules: plan.rules.flatMap((rule) => ruleOfToday(rule, people, there)),
  }));
}

function ruleOfToday(
  rule: AlertRule,
  people: ReadonlyMap<string, string>,
  cameras: ReadonlySet<string>,
): AlertRule[] {
  const cameraIds = rule.cameraIds.filter((id) => cameras.has(id));
  if (rule.cameraIds.length > 0 && cameraIds.length === 0) return [];
  if (rule.whom.kind !== "person") return [{ ...rule, cameraIds }];
  const personId = people.get(rule.whom.personId);
  return personId ? [{ ...rule, cameraIds, whom: { kind: "person", personId } }] : [];
}

/** All that decides for a member about an event of this visit and time. */
export async function wishesOf(
  tx: Transaction,
  member: Member,
  event: { visitId: string; occurredAt: Date },
): Promise<Wishes> {
  const { plan } = await storedPlan(member, tx);
  return {
    plan,
    snoozes: await runningSnoozes(tx, member, event.occurredAt),
    alerts: await alertsNear(tx, member, plan, event),
    timeZone: await householdTimeZone(member.householdId, tx),
  };
}

async function runningSnoozes(
  tx: Transaction,
  { householdId, accountId }: Member,
  at: Date,
): Promise<(Snooze & { snoozeId: string })[]> {
  const rows = await tx.alertSnooze.findMany({
    where: { householdId, accountId, until: { gt: at } },
    orderBy: { until: "asc" },
  });
  const named = rows.flatMap(({ personId }) => (personId ? [personId] : []));
  const people = await peopleNow(tx, householdId, named);
  return rows.map((row) => ({
    snoozeId: row.id,
    target: targetOf(row, people),
    until: row.until,
  }));
}

function targetOf(
  { personId, cameraId }: AlertSnooze,
  people: ReadonlyMap<string, string>,
): SnoozeTarget {
  if (cameraId) return { cameraId };
  return personId ? { personId: people.get(personId) ?? personId } : { all: true };
}

/** The alerts by rules with a cooldown that an event may still be too near to. */
async function alertsNear(
  tx: Transaction,
  { householdId, accountId }: Member,
  { rules }: AlertPlan,
  { visitId, occurredAt }: { visitId: string; occurredAt: Date },
): Promise<{ ruleId: string; at: Date }[]> {
  const cooling = rules.filter(({ cooldownMinutes }) => cooldownMinutes > 0);
  if (cooling.length === 0) return [];
  const spanMs = Math.max(...cooling.map(({ cooldownMinutes }) => cooldownMinutes)) * 60_000;
  const near = {
    gt: new Date(occurredAt.getTime() - spanMs),
    lt: new Date(occurredAt.getTime() + spanMs),
  };
  const made = await tx.notificationDecision.findMany({
    where: {
      ...{ householdId, accountId, notify: true, visitId: { not: visitId } },
      ruleId: { in: cooling.map(({ ruleId }) => ruleId) },
      event: { occurredAt: near },
    },
    select: { ruleId: true, event: { select: { occurredAt: true } } },
  });
  return made.flatMap(({ ruleId, event }) => (ruleId ? [{ ruleId, at: event.occurredAt }] : []));
}

/** All that a member has set, and the snoozes that still run, those that end first first. */
export async function getAlertSettings(actor: Actor, now: Date): Promise<AlertSettingsSummary> {
  const [stored, running] = await Promise.all([
    storedPlan(actor),
    runningSnoozes(db(), actor, now),
  ]);
  const snoozes = running.map((each) => ({ ...each, until: each.until.toISOString() }));
  return { ...stored, snoozes };
}

/** The household's cameras, by name. */
export async function camerasForRules({ householdId }: Actor): Promise<AlertNames["cameras"]> {
  const cameras = await db().camera.findMany({ where: { householdId, removedAt: null } });
  return cameras.map((camera) => ({ id: camera.id, name: cameraName(camera) })).sort(byName);
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/**
 * The household's cameras and its people with a name, also those who are to be forgotten; and of those
 * without one whom the member's rules and snoozes are about, and who comes again and again.
 */
export async function namesForRules(actor: Actor): Promise<AlertNames> {
  const { householdId } = actor;
  const [cameras, named, nameless] = await Promise.all([
    camerasForRules(actor),
    db().person.findMany({ where: { householdId, mergedIntoId: null, name: { not: null } } }),
    mentionedPeople(actor).then((mentioned) => listNameless(actor, mentioned)),
  ]);
  return {
    cameras,
    people: [
      ...named
        .map(({ id, name, forgottenAt }) => ({
          ...{ id, name: name ?? "", isListed: !forgottenAt },
          ...{ cropUrl: null, visitCount: 0 },
        }))
        .sort(byName),
      ...nameless.map(({ personId: id, name, cropUrl, visitCount }) => ({
        ...{ id, name, cropUrl, visitCount, isListed: true },
      })),
    ],
  };
}

/** Whom the member's rules and snoozes are about, as of today. */
async function mentionedPeople(actor: Actor): Promise<string[]> {
  const { plan, snoozes } = await getAlertSettings(actor, new Date(0));
  return [
    ...plan.rules.flatMap(({ whom }) => (whom.kind === "person" ? [whom.personId] : [])),
    ...snoozes.flatMap(({ target }) => ("personId" in target ? [target.personId] : [])),
  ];
}
