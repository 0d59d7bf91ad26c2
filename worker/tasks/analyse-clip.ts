import { join } from "node:path";
import { recordAnalysis } from "#lib/clips/commands.ts";
import { clipWork } from "#lib/clips/queries.ts";
import { isWalk } from "#lib/enrolment/queries.ts";
import { endEvent } from "#lib/events/commands.ts";
import { analyseClip } from "../analysis/analyse-clip.ts";
import { masksFor } from "../analysis/masks.ts";
import { removeUnusedFaces, storeFaces, storeMoment } from "../analysis/store-faces.ts";
import type { Task } from "../task.ts";

/**
 * Finds the faces in an event's clip, says who they are, and gives the event its outcome. A clip that
 * was fetched again is looked at although the event has one.
 */
export const analyseClipTask: Task<"analyse-clip"> = {
  async run({ eventId }, { engines, faceIndex, store, tempDir, now, signal }) {
    const work = await clipWork(eventId);
    const { isClosed, isRefetched, storageKey, privacyZones } = work;
    if (!storageKey || (isClosed && !isRefetched)) return;
    const loaded = await engines(work);
    const path = join(await tempDir(), "clip.mp4");
    await store.getToFile(storageKey, path);
    const masks = masksFor(privacyZones);
    const bySide = await isWalk(eventId);
    const analysis = await analyseClip({ path, masks, engines: loaded, signal, bySide });
    const { media, tracks, noFaceReason = null } = analysis;
    const folder = folderOf(storageKey);
    const faces = await storeFaces(store, folder, tracks);
    const moment = await storeMoment(store, folder, analysis.moment);
    await recordAnalysis(
      eventId,
      { storageKey, media, faces, noFaceReason, moment },
      faceIndex.identify,
      now,
    );
  },
  async buried({ eventId }, reason, { store }) {
    await endEvent(eventId, "failed", reason);
    const work = await clipWork(eventId);
    if (work.storageKey) await removeUnusedFaces(store, work, folderOf(work.storageKey));
  },
};

/** Where the faces of a recording lie: beside it. */
const folderOf = (storageKey: string) => storageKey.replace(/\.mp4$/, "/");
