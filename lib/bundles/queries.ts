import { householdTimeZone } from "#lib/accounts/queries.ts";
import type { Actor } from "#lib/accounts/types.ts";
import { cameraName } from "#lib/cameras/name.ts";
import { zonesSchema } from "#lib/cameras/schema.ts";
import { PermanentError } from "#lib/errors.ts";
import { trackSchema } from "#lib/faces/schema.ts";
import { db } from "#lib/infra/db.ts";
import { DEFAULT_LOCALE, isLocale } from "#messages/locale.ts";
import type { Prisma } from "#prisma/generated/client.ts";
import type { BundledRecording, BundleSummary, BundleWork } from "./types.ts";

const DAY_MS = 24 * 3_600_000;

/** A bundle that was asked for before this is gone. */
export const bundlesEndBefore = (now: Date) => new Date(now.getTime() - DAY_MS);

/** The bundles of a visit that are there, the newest first. */
export async function listBundles(
  { householdId }: Actor,
  visitId: string,
  now: Date,
): Promise<BundleSummary[]> {
  const bundles = await db().evidenceBundle.findMany({
    where: { householdId, visitId, createdAt: { gt: bundlesEndBefore(now) } },
    orderBy: { createdAt: "desc" },
  });
  const people = await db().person.findMany({
    where: {
      ...{ householdId, forgottenAt: null },
      id: { in: bundles.flatMap(({ personIds }) => personIds) },
    },
    select: { id: true, name: true },
  });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return bundles.map((bundle) => ({
    bundleId: bundle.id,
    names: bundle.personIds.map((id) => nameOf.get(id) ?? null),
    withSound: bundle.withSound,
    madeAt: bundle.createdAt.toISOString(),
    progress: bundle.progress,
    file:
      bundle.storageKey && bundle.bytes !== null
        ? { url: `/api/bundles/${bundle.id}`, bytes: bundle.bytes }
        : null,
    failure: bundle.failure,
  }));
}

/** Whether the bundle still stands: it was not erased with its visit, nor deleted after its day. */
export async function bundleStands(bundleId: string): Promise<boolean> {
  return (await db().evidenceBundle.count({ where: { id: bundleId } })) > 0;
}

const eventParts = {
  camera: true,
  clip: true,
  faces: {
    where: { source: "clip", isFace: true },
    include: { person: true },
    orderBy: { atMs: "asc" },
  },
} satisfies Prisma.EventInclude;

type EventRow = Prisma.EventGetPayload<{ include: typeof eventParts }>;

/**
 * What making a bundle needs; null when there is nothing to make, any more or at all.
 *
 * @throws PermanentError "no-recording" where none is left
 */
export async function bundleWork(bundleId: string): Promise<BundleWork | null> {
  const bundle = await db().evidenceBundle.findUnique({
    where: { id: bundleId, storageKey: null, failure: null },
    include: {
      visit: {
        include: {
          household: true,
          events: { include: eventParts, orderBy: { occurredAt: "asc" } },
        },
      },
    },
  });
  if (!bundle) return null;
  const { householdId, visit } = bundle;
  const personIds = await rememberedOf(householdId, bundle.personIds);
  const recordings = visit.events.flatMap((event) => recordingOf(event, personIds));
  if (recordings.length === 0)
    throw new PermanentError("no-recording", "The visit has no recording any more.");
  return {
    bundleId,
    householdId,
    visit,
    personIds,
    withSound: bundle.withSound,
    locale: isLocale(bundle.locale) ? bundle.locale : DEFAULT_LOCALE,
    timeZone: await householdTimeZone(householdId),
    embedderSet: visit.household.embedderSet,
    nextEmbedderSet: visit.household.nextEmbedderSet,
    recordings,
  };
}

/** Whoever was forgotten since they were chosen is blurred like everybody else. */
async function rememberedOf(householdId: string, personIds: string[]): Promise<string[]> {
  const people = await db().person.findMany({
    where: { householdId, id: { in: personIds }, forgottenAt: null },
    select: { id: true },
  });
  const remembered = new Set(people.map(({ id }) => id));
  return personIds.filter((id) => remembered.has(id));
}

function recordingOf(
  { camera, clip, kind, occurredAt, faces }: EventRow,
  chosen: readonly string[],
): BundledRecording[] {
  if (!clip?.storageKey) return [];
  return [
    {
      storageKey: clip.storageKey,
      cameraName: cameraName(camera),
      ...{ kind, occurredAt, startedAt: clip.startedAt },
      faces: faces.map(({ personId, person, atMs, track: points }) => ({
        ...{ personId, name: person.name, isChosen: chosen.includes(personId), atMs },
        track: trackSchema.parse(points),
      })),
      privacyZones: zonesSchema.parse(camera.privacyZones),
    },
  ];
}
