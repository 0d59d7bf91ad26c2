import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { HabitCell } from "../habits.ts";
import { faceAngles, type PersonFace, type Sighting } from "../types.ts";

/** How far back habits are looked for: whole weeks. */
export const HABIT_WEEKS = 52;

/** Of more the best are shown until somebody asks for all. */
const SHOWN_AT_FIRST = 20;
/** Of more the worse ones are kept, and not shown. */
const MOST_SHOWN = 200;

const WEEK_MS = 7 * 86_400_000;

const withEvent = {
  event: { include: { camera: true } },
} satisfies Prisma.FaceInclude;

type SeenFace = Prisma.FaceGetPayload<{ include: typeof withEvent }>;

const pictured = ({ householdId }: Actor, personId: string) =>
  ({ householdId, personId, isFace: true, cropKey: { not: null } }) satisfies Prisma.FaceWhereInput;

/** The best faces of which a picture is kept, best first: all that are shown. */
export const shownFaces = (actor: Actor, personId: string): Promise<PersonFace[]> =>
  bestFaces(actor, personId, MOST_SHOWN);

/** The first of the shown faces, and how many there are. */
export async function firstFaces(
  actor: Actor,
  personId: string,
): Promise<{ faces: PersonFace[]; shownFaces: number }> {
  const where = pictured(actor, personId);
  const [faces, count] = await Promise.all([
    bestFaces(actor, personId, SHOWN_AT_FIRST),
    db().face.count({ where, take: MOST_SHOWN }),
  ]);
  return { faces, shownFaces: count };
}

async function bestFaces(actor: Actor, personId: string, take: number): Promise<PersonFace[]> {
  const faces = await db().face.findMany({
    where: pictured(actor, personId),
    include: withEvent,
    orderBy: { quality: "desc" },
    take,
  });
  return faces.map(personFace);
}

/** The best picture of a person from every side from which there is one. */
export async function bestShots(actor: Actor, personId: string): Promise<PersonFace[]> {
  const best = await Promise.all(
    faceAngles.map((angle) =>
      db().face.findFirst({
        where: { ...pictured(actor, personId), angle },
        include: withEvent,
        orderBy: { quality: "desc" },
      }),
    ),
  );
  return best.filter((face) => face !== null).map(personFace);
}

const personFace = (face: SeenFace): PersonFace => ({
  faceId: face.id,
  eventId: face.eventId,
  cropUrl: face.cropKey && mediaUrl(face.cropKey),
  angle: face.angle,
  quality: face.quality,
  seenAt: face.seenAt.toISOString(),
  cameraName: face.event && cameraName(face.event.camera),
});

/** The first and the last time that a person was seen; null where no face of theirs is left. */
export async function firstAndLast(
  { householdId }: Actor,
  personId: string,
): Promise<{ first: Sighting | null; last: Sighting | null }> {
  const seen = (order: "asc" | "desc") =>
    db().face.findFirst({
      where: { householdId, personId, isFace: true, eventId: { not: null } },
      include: withEvent,
      orderBy: { seenAt: order },
    });
  const [first, last] = await Promise.all([seen("asc"), seen("desc")]);
  return { first: sightingOf(first), last: sightingOf(last) };
}

const sightingOf = (face: SeenFace | null): Sighting | null =>
  face?.event
    ? {
        eventId: face.event.id,
        at: face.event.occurredAt.toISOString(),
        cameraName: cameraName(face.event.camera),
      }
    : null;

/** On which weekdays and in which hours, on the member's clock, a person came in the last 52 weeks. */
export async function habitCells(
  { householdId, timeZone }: Actor,
  personId: string,
  now: Date,
): Promise<HabitCell[]> {
  const since = new Date(now.getTime() - HABIT_WEEKS * WEEK_MS);
  return await db().$queryRaw<HabitCell[]>`
    select extract(isodow from came at time zone ${timeZone})::int as weekday,
      extract(hour from came at time zone ${timeZone})::int as hour, count(*)::int as visits
    from (
      select min(f.seen_at) as came from faces f join events e on e.id = f.event_id
      where f.person_id = ${personId}::uuid and f.household_id = ${householdId}::uuid and f.is_face
        and f.seen_at >= ${since}
      group by e.visit_id
    ) visits
    group by 1, 2
    order by 1, 2`;
}
