import type { Actor } from "#lib/accounts/types.ts";
import { ownCamera } from "#lib/cameras/queries.ts";
import { AppError } from "#lib/errors.ts";
import { angleColumn } from "#lib/faces/commands.ts";
import type { Act } from "#lib/identity/act.ts";
import { newPerson, recordAct, recordRecognition, takeBack } from "#lib/identity/commands.ts";
import { UNREGISTERED } from "#lib/identity/registered/queries.ts";
import { db, LONG, lockHousehold, type Transaction } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { embedSoon } from "#lib/models/commands.ts";
import { ownFaces, ownPerson } from "#lib/people/own/queries.ts";
import type { Enrolment } from "#prisma/generated/client.ts";
import { isUsable } from "./advice.ts";
import { discardEnrolments, discardPhotos } from "./photos/commands.ts";
import { enrolmentsEndBefore, openEnrolment, outcomeOf } from "./queries.ts";
import { type FoundFace, foundFaces, type PhotosChosen, type StartOrder } from "./schema.ts";
import type { Enrolled } from "./types.ts";

/**
 * Begins to make somebody known.
 *
 * @throws AppError not-found when the person or the camera is gone
 */
export async function startEnrolment(
  actor: Actor,
  { who, cameraId }: StartOrder,
  now: Date,
): Promise<{ enrolmentId: string }> {
  const { householdId } = actor;
  return await db().$transaction(async (tx) => {
    if (cameraId) await ownCamera(tx, actor, cameraId);
    const known = "personId" in who ? await ownPerson(tx, actor, who.personId) : null;
    const newcomer = "personId" in who ? { category: "unknown" as const } : who;
    const { id } = await tx.enrolment.create({
      data: {
        ...{ householdId, cameraId, createdAt: now },
        ...newcomer,
        ...(known && { personId: known.id, category: known.category }),
      },
    });
    return { enrolmentId: id };
  });
}

/**
 * Makes the chosen faces of the photographs the person's, of somebody new with name and category. The
 * photographs go. Asked again, it says what the first time has ended in.
 *
 * [Note: Faces of photographs] Before the household says so they are those of somebody without a name:
 * to whom they fall should it take that back, and who can be forgotten like anybody.
 *
 * @throws AppError not-found; invalid when a face that was chosen cannot be used
 */
export const enrolFromPhotos = (
  actor: Actor,
  { enrolmentId, faces }: PhotosChosen,
  now: Date,
): Promise<Enrolled> =>
  finish(actor, enrolmentId, async (tx, enrolment) => {
    const { householdId } = actor;
    const found = await chosenFaces(tx, enrolmentId, faces);
    const stranger = await newPerson(tx, householdId);
    const faceIds: string[] = [];
    for (const face of found)
      faceIds.push(await createFace(tx, { householdId, stranger }, face, now));
    await discardPhotos(tx, { householdId, enrolmentId });
    await embedSoon(tx, householdId, { priority: 0 });
    const { personId } = enrolment;
    const known = personId && (await ownPerson(tx, actor, personId)).id;
    return { faceIds, fromPersonIds: [stranger], personId: known ?? stranger };
  });

/**
 * Makes faces that a camera has seen the person's, of somebody new with name and category. Asked again,
 * it says what the first time has ended in.
 *
 * @throws AppError not-found when the person or a face is gone
 */
export const enrolFromWalk = (
  actor: Actor,
  { enrolmentId, faceIds }: { enrolmentId: string; faceIds: readonly string[] },
): Promise<Enrolled> =>
  finish(actor, enrolmentId, async (tx, { personId }) => {
    const faces = await ownFaces(tx, actor, faceIds);
    const fromPersonIds = [...new Set(faces.map((face) => face.personId))];
    const known = personId
      ? (await ownPerson(tx, actor, personId)).id
      : ((await strangerAmong(tx, fromPersonIds)) ?? (await newPerson(tx, actor.householdId)));
    return { faceIds: faces.map(({ id }) => id), fromPersonIds, personId: known };
  });

/** One of them whom nobody has named: the faces may be the first of whoever gets the name. */
async function strangerAmong(
  tx: Transaction,
  personIds: readonly string[],
): Promise<string | undefined> {
  const strangers = await tx.person.findMany({
    where: { id: { in: [...personIds] }, ...UNREGISTERED },
    orderBy: { createdAt: "asc" },
  });
  return strangers[0]?.id;
}

type Given = { faceIds: string[]; fromPersonIds: string[]; personId: string };

/** Writes whose the faces are, under the household's lock, and what somebody new is called. */
async function finish(
  actor: Actor,
  enrolmentId: string,
  give: (tx: Transaction, enrolment: Enrolment) => Promise<Given>,
): Promise<Enrolled> {
  const { householdId } = actor;
  return await db().$transaction(async (tx) => {
    await lockHousehold(tx, householdId);
    const enrolment = await openEnrolment(tx, actor, enrolmentId);
    const before = outcomeOf(enrolment);
    if (before) return before;
    const given = await give(tx, enrolment);
    const entryIds: string[] = [];
    for (const act of actsOf(enrolment, given)) entryIds.push(await recordAct(tx, actor, act));
    const outcome = { personId: given.personId, entryIds };
    await tx.enrolment.update({ where: { id: enrolmentId }, data: { outcome, name: null } });
    await announceChange(tx, householdId);
    return outcome;
  }, LONG);
}

function actsOf({ name, category }: Enrolment, given: Given): Act[] {
  const { personId } = given;
  const assign = { act: "assign", ...given } as const;
  if (name === null) return [assign];
  const named = { act: "name", personId, name, before: null } as const;
  const isRegistered = category !== "unknown";
  return [
    assign,
    named,
    ...(isRegistered ? [{ act: "categorise", personId, category, ...UNMARKED } as const] : []),
  ];
}

const UNMARKED = { note: null, until: null };

async function chosenFaces(
  tx: Transaction,
  enrolmentId: string,
  chosen: PhotosChosen["faces"],
): Promise<FoundFace[]> {
  const photos = await tx.enrolmentPhoto.findMany({ where: { enrolmentId } });
  const facesOf = new Map(photos.map(({ id, faces }) => [id, foundFaces.parse(faces)]));
  const indexes = new Map(chosen.map(({ photoId, index }) => [photoId, index]));
  return [...indexes].map(([photoId, index]) => {
    const face = facesOf.get(photoId)?.[index];
    if (!face || !isUsable(face)) throw new AppError("invalid", "faceUnusable");
    return face;
  });
}

/** See: [Note: Faces of photographs] */
async function createFace(
  tx: Transaction,
  { householdId, stranger }: { householdId: string; stranger: string },
  { cropKey, alignedKey, box, heightPx, quality, angle, yaw, score }: FoundFace,
  seenAt: Date,
): Promise<string> {
  const place = { personId: stranger, match: "unknown", suggestedPersonId: null } as const;
  const { id } = await tx.face.create({
    data: {
      ...{ householdId, seenAt, source: "photo", ...place, cropKey, alignedKey },
      ...{ atMs: 0, box, track: [{ atMs: 0, box }], quality, heightPx: Math.round(heightPx) },
      ...{ angle: angleColumn[angle], yaw, detectionScore: score },
    },
  });
  await recordRecognition(tx, householdId, id, place);
  return id;
}

/**
 * Takes what an enrolment has ended in back as a whole.
 *
 * @throws AppError not-found; conflict when it was taken back before
 */
export async function takeEnrolmentBack(
  actor: Actor,
  enrolmentId: string,
  now: Date,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const outcome = outcomeOf(await openEnrolment(tx, actor, enrolmentId));
    for (const entryId of outcome?.entryIds.toReversed() ?? [])
      await takeBack(tx, actor, entryId, now);
  }, LONG);
}

/** Ends every enrolment that began more than a day ago; photographs that led to nothing go with it. */
export async function tidyEnrolments(now: Date): Promise<void> {
  const ended = { createdAt: { lte: enrolmentsEndBefore(now) } };
  const households = await db().enrolment.findMany({
    where: ended,
    distinct: ["householdId"],
    select: { householdId: true },
  });
  for (const { householdId } of households)
    await db().$transaction(async (tx) => {
      await lockHousehold(tx, householdId);
      await discardEnrolments(tx, { householdId, ...ended });
    });
}
