import { isRegisteredPerson } from "#lib/identity/category.ts";
import { newPerson, recordRecognition } from "#lib/identity/commands.ts";
import { project } from "#lib/identity/projection/commands.ts";
import { tidyLedger } from "#lib/identity/tidying/commands.ts";
import type { Transaction } from "#lib/infra/db.ts";
import { enqueue } from "#lib/jobs/queue.ts";
import { setOfEmbedders } from "#models/manifest.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import { saveEmbeddings } from "./embeddings/commands.ts";
import { vectorOpener } from "./embeddings/queries.ts";
import { explain } from "./identification/explanation.ts";
import { fuse } from "./identification/fusion.ts";
import type { Identification } from "./identification/identification.ts";
import { DEFAULT_THRESHOLDS } from "./identification/thresholds.ts";
import { trackSchema } from "./schema.ts";
import type { SeenFace } from "./seen-face.ts";
import {
  type EarlierFace,
  type FacePlace,
  isTelling,
  placeOf,
  predecessorsOf,
} from "./succession.ts";

type EventOfFaces = { id: string; householdId: string };
type SeenEvent = EventOfFaces & { occurredAt: Date };

/**
 * Says who the faces are, in their order, by the household's gallery as this transaction sees it,
 * without the faces of the event itself. Runs under the household's lock.
 */
export type IdentifyFaces = (
  tx: Transaction,
  event: EventOfFaces,
  faces: readonly SeenFace[],
) => Promise<Identification[]>;

/**
 * Writes the faces that a look at an event has shown, with their people: known, or new and unknown.
 * Faces of the same people from earlier looks give way, and their row, id and all, becomes the new
 * face's; what nothing refers to any more is removed. The household must be locked.
 *
 * @returns how many were written: of a still's faces only those that are sure and new are
 */
export async function recordFaces(
  tx: Transaction,
  event: SeenEvent,
  source: "clip" | "image",
  seen: readonly SeenFace[],
  identifyFaces: IdentifyFaces,
): Promise<number> {
  const rows = await earlierRows(tx, event.id);
  const earlier: EarlierFace[] = [];
  for (const row of rows) earlier.push(await earlierFace(tx, row, seen[0]));
  const identifications = await identifyFaces(tx, event, seen);
  const all = seen.map((face, index) => ({
    face,
    identification: identifications[index] ?? nobody,
  }));
  const found = all.filter(
    ({ face, identification }) => source === "clip" || isTelling(identification, face, earlier),
  );
  const predecessors = predecessorsOf(
    found.map(({ face }) => face),
    earlier,
  );
  for (const [index, { face, identification }] of found.entries()) {
    const giveWay = predecessors[index] ?? [];
    await tx.face.deleteMany({ where: { id: { in: giveWay.map(({ faceId }) => faceId) } } });
    const heir = giveWay.find(({ isSettled }) => isSettled) ?? giveWay[0];
    const place = placeOf(identification, giveWay);
    const placed = await createFace(tx, event, { source, face, place, identification, heir });
    // Who it is from one side is who it is from all.
    for (const turned of face.turned ?? [])
      await createFace(tx, event, { source, face: turned, place: placed, identification });
  }
  const gone = new Set(predecessors.flat().map(({ faceId }) => faceId));
  const goneRows = rows.filter(({ id }) => gone.has(id));
  const unused = all.filter((each) => !found.includes(each)).map(({ face }) => face);
  await discardPictures(tx, event, [...goneRows, ...unused]);
  await tidyLedger(
    tx,
    event.householdId,
    goneRows.map(({ id }) => id),
    goneRows.map(({ personId }) => personId),
  );
  return found.length;
}

const nobody: Identification = {
  outcome: "unknown",
  best: undefined,
  why: { heldBack: [], thresholds: DEFAULT_THRESHOLDS, rejected: [] },
};

const earlierParts = { person: true, embeddings: true } satisfies Prisma.FaceInclude;

type EarlierRow = Prisma.FaceGetPayload<{ include: typeof earlierParts }>;

const earlierRows = (tx: Transaction, eventId: string): Promise<EarlierRow[]> =>
  tx.face.findMany({ where: { eventId }, include: earlierParts, orderBy: { id: "asc" } });

async function earlierFace(
  tx: Transaction,
  row: EarlierRow,
  like: SeenFace | undefined,
): Promise<EarlierFace> {
  const { id: faceId, householdId, eventId, source, person } = row;
  const answers = await tx.identityEntry.count({
    where: {
      householdId,
      accountId: { not: null },
      faceIds: { has: faceId },
    },
  });
  const elsewhere = await tx.face.count({
    where: { personId: person.id, eventId: { not: eventId } },
  });
  const isPersonOfThisEvent = elsewhere === 0;
  return {
    faceId,
    source: source === "clip" ? "clip" : "image",
    place: {
      personId: person.id,
      match: row.match,
      suggestedPersonId: row.suggestedPersonId,
    },
    fused: fusedOf(row, like),
    track: trackSchema.parse(row.track),
    isSettled: answers > 0 || (isPersonOfThisEvent && isRegisteredPerson(person)),
    isPersonOfThisEvent,
  };
}

function fusedOf({ embeddings }: EarlierRow, like: SeenFace | undefined) {
  const open = vectorOpener();
  const deciding = (like?.embeddings ?? []).filter(({ weight }) => weight > 0);
  const parts = deciding.flatMap(({ embedder, version, weight }) => {
    const stored = embeddings.find(
      (each) => each.embedder === embedder && each.version === version,
    );
    const vector = stored && open(stored);
    return vector ? [{ vector, weight }] : [];
  });
  return parts.length > 0 && parts.length === deciding.length ? fuse(parts) : null;
}

/** An angle as the column has it. */
export const angleColumn = {
  front: "front",
  "half-profile": "half_profile",
  profile: "profile",
} as const;

async function createFace(
  tx: Transaction,
  { id: eventId, householdId, occurredAt: seenAt }: SeenEvent,
  found: {
    source: "clip" | "image";
    face: SeenFace;
    place: FacePlace;
    identification: Identification;
    /** Whose row, id and all, becomes the face's. */
    heir?: EarlierFace | undefined;
  },
): Promise<FacePlace> {
  const { source, face, identification, heir } = found;
  const best = identification.outcome === "unknown" ? identification.best : identification;
  if (found.place.personId) await takeFromArchive(tx, found.place.personId);
  const place = {
    ...found.place,
    personId: found.place.personId ?? (await newPerson(tx, householdId)),
  };
  const { id: faceId } = await tx.face.create({
    data: {
      ...(heir && { id: heir.faceId }),
      householdId,
      eventId,
      seenAt,
      source,
      ...place,
      similarity: best?.similarity ?? null,
      embedderSet: setOfEmbedders(face.embeddings.filter(({ weight }) => weight > 0)) ?? null,
      cropKey: face.cropKey,
      alignedKey: face.alignedKey,
      atMs: Math.round(face.atMs),
      box: face.box,
      track: face.track.map(({ atMs, box }) => ({ atMs: Math.round(atMs), box })),
      quality: face.quality,
      heightPx: Math.round(face.heightPx),
      angle: angleColumn[face.angle],
      yaw: face.yaw,
      lighting: face.lighting,
      liveness: face.liveness,
      detectionScore: face.score,
      explanation: explain(identification),
    },
  });
  await saveEmbeddings(tx, { householdId, faceId }, face.embeddings);
  // What the household has said of it rests on what was recognised then.
  if (!heir?.isSettled) await recordRecognition(tx, householdId, faceId, place);
  if (heir) await project(tx, householdId, { personIds: [], faceIds: [faceId] });
  return place;
}

/** Who is seen again is no longer long unseen. */
async function takeFromArchive(tx: Transaction, personId: string): Promise<void> {
  await tx.person.updateMany({
    where: { id: personId, archivedAt: { not: null } },
    data: { archivedAt: null },
  });
}

type Pictures = {
  readonly cropKey: string | null;
  readonly alignedKey: string | null;
  readonly turned?: readonly Pictures[];
};

/** Has pictures removed from the store that were put there in vain; those in use stay. */
export async function discardPictures(
  tx: Transaction,
  { householdId }: Pick<EventOfFaces, "householdId">,
  pictures: readonly Pictures[],
): Promise<void> {
  const keys = pictures.flatMap(keysOf).filter((key) => key !== null);
  if (keys.length > 0) await enqueue(tx, "delete-objects", { householdId, keys });
}

const keysOf = ({ cropKey, alignedKey, turned = [] }: Pictures): (string | null)[] => [
  ...[cropKey, alignedKey],
  ...turned.flatMap(keysOf),
];
