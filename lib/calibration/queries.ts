import type { Actor } from "#lib/accounts/types.ts";
import { makesTemplates, templateOrder } from "#lib/faces/gallery/queries.ts";
import { FACES_EACH } from "#lib/faces/identification/enrolment.ts";
import {
  DEFAULT_THRESHOLDS,
  type IdentificationThresholds,
  namedFrom,
} from "#lib/faces/identification/thresholds.ts";
import type { Lighting } from "#lib/faces/shots/lighting.ts";
import type { UnitVector } from "#lib/faces/types.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { thresholdsOfSet } from "#models/manifest.ts";
import {
  type CalibrationRun,
  type HouseholdCalibration,
  Prisma,
} from "#prisma/generated/client.ts";
import { lightings } from "./calibration.ts";
import { rateInterval } from "./rate-interval.ts";
import { calibrationDetail } from "./schema.ts";
import { type Mistake, NONE_TESTED, type SelfTestCounts } from "./self-test.ts";
import type { LightingSureness, MistakenFace, Sureness, SurenessRun } from "./types.ts";
import type { StoredFace } from "./weighing.ts";

/** How sure Kith is in this household, by its newest calibrations, and how the last test goes. */
export async function getSureness(actor: Actor): Promise<Sureness> {
  const { householdId } = actor;
  const { embedderSet } = await db().household.findUniqueOrThrow({ where: { id: householdId } });
  const run = await db().calibrationRun.findUnique({ where: { householdId } });
  const figures: LightingSureness[] = [];
  for (const lighting of lightings) {
    const newest = await newestCalibration(db(), { householdId, embedderSet, lighting });
    if (newest) figures.push(await describeFigures(actor, newest));
  }
  return { run: runOf(run), lightings: figures.filter(hasAnything) };
}

const hasAnything = ({ strangers, held }: LightingSureness) => strangers.visits + held.faces > 0;

function runOf(run: CalibrationRun | null): SurenessRun {
  if (!run) return { state: "never" };
  const { done, total, finishedAt, failure } = run;
  if (finishedAt)
    return { state: failure === null ? "done" : "failed", at: finishedAt.toISOString() };
  return total === 0 ? { state: "waiting" } : { state: "running", done, total };
}

/** The figures with today's names and pictures, without who has gone and faces that were moved since. */
async function describeFigures(
  { householdId }: Actor,
  calibration: HouseholdCalibration,
): Promise<LightingSureness> {
  const { people, selfTest, lookAlikes, distribution } = calibrationDetail.parse(calibration);
  const members = await namedPeople(householdId);
  const nameOf = new Map(members.map(({ personId, name }) => [personId, name]));
  const pairs = lookAlikes.flatMap(({ personIds: [one, other] }) => {
    const [name, otherName] = [nameOf.get(one), nameOf.get(other)];
    return name && otherName ? [{ personIds: [one, other], names: [name, otherName] }] : [];
  });
  const held = sumOf(Object.values(selfTest.members));
  const { lighting, named, ask, strangerVisits, strangersNamed, strangersAsked } = calibration;
  return {
    ...{ lighting, named, ask, distribution },
    strangers: {
      visits: strangerVisits,
      named: strangersNamed,
      asked: strangersAsked,
      namedRate: rateInterval(strangersNamed, strangerVisits),
      askedRate: rateInterval(strangersAsked, strangerVisits),
    },
    held,
    heldRates: {
      asked: heldRate(held, held.asked + held.misasked),
      unknown: heldRate(held, held.unknown),
      wrong: heldRate(held, held.wrong),
    },
    members: members.map((member) => ({
      ...member,
      counts: selfTest.members[member.personId] ?? NONE_TESTED,
      isRaised: (people[member.personId]?.named ?? 0) > named,
      lookAlikes: pairs.flatMap(({ personIds, names }) => {
        const index = personIds.indexOf(member.personId);
        return index < 0 ? [] : (names[1 - index] ?? []);
      }),
    })),
    mistakes: await mistakesOf(householdId, selfTest.mistakes, nameOf),
  };
}

/** Faces of one visit are much alike: together they tell as much as one of them. */
const heldRate = ({ faces, visits }: SelfTestCounts, count: number) =>
  rateInterval((count / Math.max(1, faces)) * visits, visits);

const sumOf = (all: readonly SelfTestCounts[]): SelfTestCounts =>
  all.reduce(
    (sum, counts) => ({
      faces: sum.faces + counts.faces,
      visits: sum.visits + counts.visits,
      named: sum.named + counts.named,
      asked: sum.asked + counts.asked,
      misasked: sum.misasked + counts.misasked,
      unknown: sum.unknown + counts.unknown,
      wrong: sum.wrong + counts.wrong,
    }),
    NONE_TESTED,
  );

/** Who has a name and is recognised, by name. */
async function namedPeople(householdId: string) {
  const people = await db().person.findMany({
    where: { householdId, name: { not: null }, forgottenAt: null, mergedIntoId: null },
    include: {
      faces: {
        where: { isFace: true, cropKey: { not: null } },
        orderBy: { quality: "desc" },
        take: 1,
      },
      _count: { select: { faces: { where: { isFace: true } } } },
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  return people.map(({ id: personId, name, isChild, faces: [best], _count }) => ({
    personId,
    name: name ?? "",
    isChild,
    cropUrl: best?.cropKey ? mediaUrl(best.cropKey) : null,
    faceCount: _count.faces,
  }));
}

async function mistakesOf(
  householdId: string,
  mistakes: readonly Mistake[],
  nameOf: ReadonlyMap<string, string>,
): Promise<MistakenFace[]> {
  const faces = await db().face.findMany({
    where: { householdId, id: { in: mistakes.map(({ faceId }) => faceId) } },
    select: { id: true, personId: true, eventId: true, cropKey: true },
  });
  const faceOf = new Map(faces.map((face) => [face.id, face]));
  return mistakes.flatMap(({ faceId, personId, namedAs }) => {
    const face = faceOf.get(faceId);
    const [name, wrongName] = [nameOf.get(personId), nameOf.get(namedAs)];
    if (face?.personId !== personId || !face.eventId || !name || !wrongName) return [];
    const { eventId, cropKey } = face;
    const cropUrl = cropKey && mediaUrl(cropKey);
    return [{ faceId, eventId, cropUrl, name, namedAs: wrongName }];
  });
}

/** The latest faces are weighed; strangers of long ago say little of those who come today. */
const LATEST_FACES = 10_000;

/** Faces of one angle and lighting from which a template can still be made without a visit. */
const BEST_FACES = 2 * FACES_EACH;

/** Whether Kith itself had given a face `f` to whom it asks about now. */
const isTakenFromSuggested = Prisma.sql`exists (
  select 1 from face_findings found join identity_entries i on i.id = found.entry_id
  where found.face_id = f.id and i.act = 're-recognise'
    and i.detail->'fromPersonIds' @> to_jsonb(f.suggested_person_id::text))`;

/** The vectors of a household's faces, as one set of embedders made them. */
type Vectors = { get: (faceId: string) => UnitVector | undefined };

/**
 * The household's faces, latest first, of everybody who is recognised, and the set of embedders that it
 * decides by: the latest, and however old those that make templates of who has a name, those that the
 * household has confirmed as theirs, and those of which it has denied that they are. A face that the set
 * has not embedded is left out, and so is one that Kith had named and only asks about by now: as a
 * stranger's it would raise what naming takes, and so take away more names. The photographs of a person
 * count as one visit of theirs; of whom there are only photographs and no name, nobody has come.
 */
export async function facesToWeigh(
  householdId: string,
  openVectors: (tx: Transaction, embedderSet: string) => Promise<Vectors>,
): Promise<{ embedderSet: string; faces: StoredFace[] }> {
  return await db().$transaction(async (tx) => {
    const { embedderSet } = await tx.household.findUniqueOrThrow({ where: { id: householdId } });
    const thresholds = await decidingThresholds(tx, { householdId, embedderSet });
    const isCounted = makesTemplates({ embedderSet, namedFrom: namedFrom(thresholds) });
    const rows = await tx.$queryRaw<Omit<StoredFace, "vector">[]>`
      select "faceId", "personId", "visitId", "isMember", "isChild", quality, angle, lighting,
        "isConfirmed", "isCounted", "rejectedFor"
      from (
        select f.id as "faceId", f.person_id as "personId", f.seen_at,
          coalesce(e.visit_id, f.person_id) as "visitId",
          p.name is not null as "isMember", p.is_child as "isChild", f.quality,
          replace(f.angle::text, '_', '-') as angle, f.lighting::text,
          f.is_confirmed as "isConfirmed", ${isCounted} as "isCounted",
          coalesce(denied."rejectedFor", '{}') as "rejectedFor",
          row_number() over (order by f.seen_at desc, f.id) as age,
          row_number() over (
            partition by f.person_id, f.angle, f.lighting, ${isCounted} order by ${templateOrder}
          ) as place
        from faces f
        join people p on p.id = f.person_id
        left join events e on e.id = f.event_id
        left join (
          select face_id, array_agg(person_id::text) as "rejectedFor" from face_rejections
          where household_id = ${householdId}::uuid group by face_id
        ) denied on denied.face_id = f.id
        where f.household_id = ${householdId}::uuid and f.is_face and p.forgotten_at is null
          and (e.id is not null or p.name is not null)
          and not (p.name is null and f.match = 'ask' and denied.face_id is null
            and ${isTakenFromSuggested})
      ) as known
      where age <= ${LATEST_FACES} or "rejectedFor" <> '{}'
        or "isMember" and ("isConfirmed" or "isCounted" and place <= ${BEST_FACES})
      order by seen_at desc, "faceId"`;
    const vectors = await openVectors(tx, embedderSet);
    const faces = rows.flatMap((row) => {
      const vector = vectors.get(row.faceId);
      return vector ? [{ ...row, vector }] : [];
    });
    return { embedderSet, faces };
  });
}

/**
 * By what a household decides in each lighting: its newest calibration, or before any what the set
 * begins with.
 *
 * @param embedderSet that made the embeddings which are compared: those of two sets have other cosines
 */
export async function decidingThresholds(
  tx: Transaction,
  of: { householdId: string; embedderSet: string | undefined },
): Promise<Record<Lighting, IdentificationThresholds>> {
  const { householdId, embedderSet } = of;
  const thresholdsIn = async (lighting: Lighting): Promise<IdentificationThresholds> => {
    const newest =
      embedderSet && (await newestCalibration(tx, { householdId, embedderSet, lighting }));
    if (!newest) return embedderSet ? thresholdsOfSet(embedderSet).start : DEFAULT_THRESHOLDS;
    const { named, ask, margin } = newest;
    const { people } = calibrationDetail.parse(newest);
    return { named, ask, margin, byPerson: new Map(Object.entries(people)) };
  };
  return { day: await thresholdsIn("day"), infrared: await thresholdsIn("infrared") };
}

/** The only one that is decided by. */
const newestCalibration = (
  tx: Transaction,
  where: { householdId: string; embedderSet: string; lighting: Lighting },
) => tx.householdCalibration.findFirst({ where, orderBy: [{ at: "desc" }, { id: "desc" }] });
