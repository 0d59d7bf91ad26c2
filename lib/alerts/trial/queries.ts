import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import type { EventOutcome } from "#lib/events/types.ts";
import { db } from "#lib/infra/db.ts";
import { env } from "#lib/infra/env.ts";
import { storedPlan } from "../queries.ts";
import { sightOf } from "../sightings.ts";
import { type PastVisit, TRIAL_DAYS, type Trial, tryPlan } from "../trial.ts";
import type { AlertPlan } from "../types.ts";
import { type VisitFace, visitorsIn } from "../visitors.ts";

const DAY_MS = 86_400_000;

/** What a plan would have meant for the member over the last 30 days. */
export async function tryPlanOf(actor: Actor, next: AlertPlan, now: Date): Promise<Trial> {
  const since = new Date(now.getTime() - TRIAL_DAYS * DAY_MS);
  const [visits, { plan: present }] = await Promise.all([
    pastVisits(actor, since),
    storedPlan(actor),
  ]);
  return tryPlan(visits, { present, next }, actor.timeZone);
}

type EventRow = {
  visitId: string;
  eventId: string;
  cameraId: string;
  name: string;
  ownName: string | null;
  occurredAt: Date;
  kind: "button_press" | "motion";
  outcome: EventOutcome | null;
  decidedAt: Date | null;
  /** This member was told that recognition took too long. */
  hadToGoOut: boolean;
};

type FaceRow = {
  visitId: string;
  cameraId: string;
  personId: string;
  name: string | null;
  category: VisitFace["person"]["category"];
  categoryUntil: Date | null;
  endedCategory: VisitFace["person"]["category"] | null;
  isHidden: boolean;
  suggestedId: string | null;
  suggestedName: string | null;
  suggestedCategory: VisitFace["person"]["category"] | null;
  suggestedUntil: Date | null;
  suggestedEnded: VisitFace["person"]["category"] | null;
  suggestedIsChild: boolean | null;
};

/** Every visit since then, oldest first, with all that the household knows of it today. */
async function pastVisits(actor: Actor, since: Date): Promise<PastVisit[]> {
  const [events, faces] = await Promise.all([eventsSince(actor, since), facesSince(actor, since)]);
  const facesByVisit = Map.groupBy(faces, ({ visitId }) => visitId);
  const eventsByVisit = Map.groupBy(events, ({ visitId }) => visitId);
  return [...eventsByVisit].flatMap(([visitId, own]) =>
    pastVisit(own, facesByVisit.get(visitId) ?? []),
  );
}

const eventsSince = ({ householdId, accountId }: Actor, since: Date) =>
  db().$queryRaw<EventRow[]>`
    select e.visit_id as "visitId", e.id as "eventId", e.camera_id as "cameraId",
      c.name, c.own_name as "ownName", e.occurred_at as "occurredAt", e.kind::text as kind,
      e.outcome::text as outcome, e.decided_at as "decidedAt",
      exists (
        select 1 from notification_decisions d
        where d.event_id = e.id and d.account_id = ${accountId}::uuid
          and d.reason = 'not-recognised-in-time'
      ) as "hadToGoOut"
    from events e join cameras c on c.id = e.camera_id
    where e.household_id = ${householdId}::uuid and e.occurred_at >= ${since}
    order by e.occurred_at, e.id`;

const facesSince = ({ householdId }: Actor, since: Date) =>
  db().$queryRaw<FaceRow[]>`
    select e.visit_id as "visitId", e.camera_id as "cameraId", p.id as "personId", p.name,
      p.category::text as category, p.category_until as "categoryUntil",
      p.ended_category::text as "endedCategory", p.is_hidden as "isHidden", s.id as "suggestedId",
      s.name as "suggestedName", s.category::text as "suggestedCategory",
      s.category_until as "suggestedUntil", s.ended_category::text as "suggestedEnded",
      s.is_child as "suggestedIsChild"
    from events e
    join faces f on f.event_id = e.id and f.is_face
    join people p on p.id = f.person_id and p.forgotten_at is null
    left join people s on s.id = f.suggested_person_id and s.forgotten_at is null and not s.is_hidden
    where e.household_id = ${householdId}::uuid and e.occurred_at >= ${since}
    order by f.id`;

function pastVisit(events: readonly EventRow[], faces: readonly FaceRow[]): PastVisit[] {
  const [first] = events;
  if (!first) return [];
  const shown = faces.filter(({ isHidden }) => !isHidden);
  const telling = events.find(isUnseen) ?? events.find(isPress) ?? first;
  const { cameraId, occurredAt: at } = telling;
  return [
    {
      ...{ visitId: first.visitId, eventId: telling.eventId, cameraName: cameraName(telling) },
      hadToGoOut: events.some((event) => event.hadToGoOut),
      knowledge: {
        ...{ cameraId, at },
        visitors: visitorsIn(shown.map(visitFace), at).map((visitor) => ({
          ...visitor,
          seenBefore: 0,
        })),
        sawHidden: faces.length > shown.length,
        pressed: events.some(isPress),
        sight: events.some(isUnseen) ? "unseen" : "looked",
        late: events.every(isLate),
        cameraOff: events.every(({ outcome }) => outcome === "camera_off"),
      },
    },
  ];
}

const isPress = ({ kind }: EventRow) => kind === "button_press";
const isUnseen = ({ outcome }: EventRow) => sightOf(outcome) === "unseen";

/** Whether the event was decided when an alert was of no use any more. */
function isLate({ outcome, occurredAt, decidedAt }: EventRow): boolean {
  const ageMs = decidedAt ? decidedAt.getTime() - occurredAt.getTime() : 0;
  return outcome === "late" || ageMs > env().RING_NOTIFY_MAX_AGE_S * 1000;
}

function visitFace(row: FaceRow): VisitFace {
  const { personId: id, name, category, categoryUntil, endedCategory, isHidden } = row;
  const ofToday = { isChild: false, isHidden: false, forgottenAt: null };
  return {
    event: { cameraId: row.cameraId },
    person: { ...ofToday, id, name, category, categoryUntil, endedCategory, isHidden },
    suggestedPerson: row.suggestedId
      ? {
          ...ofToday,
          id: row.suggestedId,
          name: row.suggestedName,
          category: row.suggestedCategory ?? "unknown",
          categoryUntil: row.suggestedUntil,
          endedCategory: row.suggestedEnded,
          isChild: row.suggestedIsChild ?? false,
        }
      : null,
  };
}
