import type { Actor } from "#lib/accounts/types.ts";
import { db } from "#lib/infra/db.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { unitBoxSchema } from "../schema.ts";
import type { Absences } from "./types.ts";

const DAY_MS = 24 * 3_600_000;

/** How far back recordings are counted. */
const COUNTED_DAYS = 30;

const box = unitBoxSchema.nullable();

/** How often a camera's recordings gave a face lately, why the others did not, and pictures of the newest. */
export async function cameraAbsences(
  { householdId }: Actor,
  cameraId: string,
  now: Date,
): Promise<Absences> {
  const since = new Date(now.getTime() - COUNTED_DAYS * DAY_MS);
  const [counted, kept] = await Promise.all([
    db().event.groupBy({
      by: ["outcome", "outcomeReason"],
      where: {
        ...{ householdId, cameraId, occurredAt: { gte: since } },
        outcome: { in: ["recognised", "no_face"] },
      },
      _count: true,
    }),
    db().absence.findMany({
      where: { householdId, event: { cameraId } },
      include: { event: true },
      orderBy: { event: { occurredAt: "desc" } },
    }),
  ]);
  const withFace = counted.filter(({ outcome }) => outcome === "recognised");
  return {
    days: COUNTED_DAYS,
    withFace: withFace.reduce((sum, { _count }) => sum + _count, 0),
    without: counted
      .filter(({ outcome }) => outcome === "no_face")
      .map(({ outcomeReason, _count }) => ({ reason: outcomeReason ?? "nobody", count: _count }))
      .toSorted((a, b) => b.count - a.count),
    moments: kept.map((absence) => ({
      eventId: absence.eventId,
      occurredAt: absence.event.occurredAt.toISOString(),
      reason: absence.reason,
      pictureUrl: mediaUrl(absence.pictureKey),
      box: box.parse(absence.box),
      heightPx: absence.heightPx,
    })),
  };
}
