import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { AppError } from "#lib/errors.ts";
import { db, type Transaction } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { type Enrolment, type EnrolmentPhoto, Prisma } from "#prisma/generated/client.ts";
import { adviceOn, isUsable } from "./advice.ts";
import { enrolledSchema, foundFaces } from "./schema.ts";
import { sideOf } from "./side.ts";
import {
  type Enrolled,
  type EnrolmentPhotoState,
  type EnrolmentState,
  photoProblems,
  type Walk,
} from "./types.ts";

const DAY_MS = 24 * 3_600_000;

/** An enrolment that began before this is gone. */
export const enrolmentsEndBefore = (now: Date) => new Date(now.getTime() - DAY_MS);

/** The household's enrolment. @throws AppError not-found, also for one of another household */
export async function openEnrolment(
  tx: Pick<Transaction, "enrolment">,
  { householdId }: Actor,
  enrolmentId: string,
): Promise<Enrolment> {
  const enrolment = await tx.enrolment.findUnique({ where: { id: enrolmentId, householdId } });
  if (!enrolment) throw new AppError("not-found", "enrolmentGone");
  return enrolment;
}

/** What an enrolment ended in; null while it goes on. */
export const outcomeOf = ({ outcome }: Enrolment): Enrolled | null =>
  outcome === null ? null : enrolledSchema.parse(outcome);

/** @throws AppError not-found, as `getEnrolment` */
export async function requireEnrolment(actor: Actor, enrolmentId: string): Promise<void> {
  await openEnrolment(db(), actor, enrolmentId);
}

/** How an enrolment stands, for the page. @throws AppError not-found */
export async function getEnrolment(actor: Actor, enrolmentId: string): Promise<EnrolmentState> {
  const enrolment = await openEnrolment(db(), actor, enrolmentId);
  const outcome = outcomeOf(enrolment);
  const person = await personOf(enrolment, outcome);
  const photos = await db().enrolmentPhoto.findMany({
    where: { enrolmentId, arrivedAt: { not: null } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return {
    enrolmentId,
    personId: enrolment.personId,
    name: person ? person.name : enrolment.name,
    category: person?.category ?? enrolment.category,
    photos: photos.map(photoOf),
    walk: enrolment.cameraId ? await walkTo(enrolment, enrolment.cameraId) : null,
    outcome,
  };
}

async function personOf({ householdId, personId }: Enrolment, outcome: Enrolled | null) {
  const id = outcome?.personId ?? personId;
  return id
    ? await db().person.findUnique({ where: { id, householdId, forgottenAt: null } })
    : null;
}

function photoOf({ id, lookedAt, problem, faces }: EnrolmentPhoto): EnrolmentPhotoState {
  const found = foundFaces.parse(faces).map((face, index) => ({
    index,
    cropUrl: mediaUrl(face.cropKey),
    side: sideOf(face.yaw),
    isUsable: isUsable(face),
    advice: adviceOn(face),
  }));
  const known = photoProblems.find((each) => each === problem);
  return {
    photoId: id,
    found: lookedAt
      ? { problem: problem === null ? null : (known ?? "failed"), faces: found }
      : null,
  };
}

/** How long before Kith heard of it, by Ring's clock, a visit may have been to belong to the walk. */
const HEARD_WITHIN_MS = 60_000;

const heardFrom = (begun: Date) => new Date(begun.getTime() - HEARD_WITHIN_MS);

/** Whether somebody who is to be known may have walked to the event's camera. */
export async function isWalk(eventId: string): Promise<boolean> {
  const { householdId, cameraId, receivedAt, occurredAt } = await db().event.findUniqueOrThrow({
    where: { id: eventId },
  });
  const begun = { lte: receivedAt, gt: enrolmentsEndBefore(receivedAt) };
  const walks = await db().enrolment.findMany({
    where: { householdId, cameraId, createdAt: begun, outcome: { equals: Prisma.DbNull } },
  });
  return walks.some(({ createdAt }) => occurredAt >= heardFrom(createdAt));
}

async function walkTo(
  { householdId, personId, createdAt }: Enrolment,
  cameraId: string,
): Promise<Walk> {
  const camera = await db().camera.findUnique({ where: { id: cameraId, householdId } });
  const events = await db().event.findMany({
    where: {
      ...{ householdId, cameraId },
      receivedAt: { gte: createdAt },
      occurredAt: { gte: heardFrom(createdAt) },
    },
    include: {
      faces: {
        where: { isFace: true, person: { forgottenAt: null } },
        include: { person: true },
        orderBy: { atMs: "desc" },
      },
    },
    orderBy: { occurredAt: "desc" },
    take: MAX_EVENTS,
  });
  const newest = events.find(({ outcome, faces }) => outcome !== null || faces.length > 0);
  return {
    cameraName: camera ? cameraName(camera) : "",
    faces: events.flatMap(({ faces }) =>
      faces.map(({ id, cropKey, yaw, seenAt, person }) => ({
        faceId: id,
        cropUrl: cropKey && mediaUrl(cropKey),
        side: sideOf(yaw ?? 0),
        seenAt: seenAt.toISOString(),
        otherName: person.id === personId ? null : person.name,
      })),
    ),
    underWay: events.filter(({ outcome }) => outcome === null).length,
    nothing:
      newest?.outcome && newest.faces.length === 0
        ? { outcome: newest.outcome, reason: newest.outcomeReason }
        : null,
  };
}

/** Of one enrolment. Nobody walks to a door more often. */
const MAX_EVENTS = 40;

/** What looking at a photograph needs; null once it was looked at or is gone. */
export async function photoToLookAt(photoId: string) {
  const photo = await db().enrolmentPhoto.findUnique({
    where: { id: photoId, lookedAt: null },
    include: { enrolment: { include: { household: true } } },
  });
  return photo?.enrolment.household ?? null;
}

/** Whether the photograph still stands. */
export async function photoStands(photoId: string): Promise<boolean> {
  return (await db().enrolmentPhoto.count({ where: { id: photoId } })) > 0;
}
