import { enqueueEarlyDecision, enqueueStill } from "#lib/events/commands.ts";
import { discardPictures, type IdentifyFaces, recordFaces } from "#lib/faces/commands.ts";
import type { SeenFace } from "#lib/faces/seen-face.ts";
import { lockHousehold, transactLazily } from "#lib/infra/db.ts";
import { announceChange } from "#lib/infra/live.ts";
import { stillAfter } from "#lib/ring/media-range.ts";
import { wantsStills } from "./wanted.ts";

/** What a still showed. `offsetMs` from the event names it; `readyAt` is when it had arrived. */
export type SeenInStill = { offsetMs: number; readyAt: Date; faces: readonly SeenFace[] };

/**
 * Writes what a still showed, has the event decided on it where it showed anybody, and asks for the
 * next one. Once the recording has been looked at it is too late for all that. A second run changes
 * nothing.
 */
export async function recordStill(
  eventId: string,
  { offsetMs, readyAt, faces }: SeenInStill,
  identifyFaces: IdentifyFaces,
): Promise<void> {
  await transactLazily(async (tx) => {
    const { householdId } = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    await lockHousehold(tx, householdId);
    const event = await tx.event.findUniqueOrThrow({ where: { id: eventId } });
    if (!wantsStills(event.outcome)) return await discardPictures(tx, event, faces);
    await tx.event.updateMany({
      where: { id: eventId, imageReadyAt: null },
      data: { imageReadyAt: readyAt },
    });
    const recorded = await recordFaces(tx, event, "image", faces, identifyFaces);
    if (recorded > 0) await enqueueEarlyDecision(tx, eventId);
    const next = stillAfter(offsetMs);
    if (next !== undefined) await enqueueStill(tx, event, next);
    await announceChange(tx, householdId);
  });
}
