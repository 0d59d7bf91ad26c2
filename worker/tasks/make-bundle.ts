import { stat } from "node:fs/promises";
import { join } from "node:path";
import { bundleKey, failBundle, finishBundle, recordProgress } from "#lib/bundles/commands.ts";
import { type MadeRecording, manifestOf } from "#lib/bundles/manifest.ts";
import { bundleStands, bundleWork } from "#lib/bundles/queries.ts";
import type { BundleWork } from "#lib/bundles/types.ts";
import kith from "../../package.json" with { type: "json" };
import { makeRecording } from "../bundle/make-recording.ts";
import { readmeOf } from "../bundle/readme.ts";
import { openZip } from "../bundle/zip-file.ts";
import type { Task, TaskContext } from "../task.ts";

/**
 * Makes a visit's bundle and stores it. A bundle that was deleted meanwhile, with its visit or otherwise,
 * leaves no file: whoever deletes the row before the file is there leaves the file to this job.
 */
export const makeBundle: Task<"make-bundle"> = {
  async run({ householdId, bundleId }, context) {
    const { store, tempDir } = context;
    const storageKey = bundleKey(householdId, bundleId);
    try {
      const work = await bundleWork(bundleId);
      if (work) {
        const path = join(await tempDir(), "bundle.zip");
        await writeBundle(work, path, context);
        await store.put(storageKey, { file: path }, "application/zip");
        await finishBundle(work, { storageKey, bytes: (await stat(path)).size });
      }
    } catch (error) {
      if (await bundleStands(bundleId)) throw error;
    }
    if (!(await bundleStands(bundleId))) await store.delete(storageKey);
  },
  async buried({ householdId, bundleId }, reason, { store }) {
    await failBundle({ householdId, bundleId }, reason);
    await store.delete(bundleKey(householdId, bundleId));
  },
};

async function writeBundle(work: BundleWork, path: string, context: TaskContext): Promise<void> {
  const { store, tempDir, signal, now } = context;
  const { recordings, withSound } = work;
  const engines = await context.engines(work);
  const folder = await tempDir();
  const madeAt = now();
  const zip = openZip(path, madeAt);
  const tell = tellingSeldom(work, context);
  const made: MadeRecording[] = [];
  for (const [index, recording] of recordings.entries()) {
    const original = join(folder, "original.mp4");
    await store.getToFile(recording.storageKey, original);
    made.push(
      await makeRecording({
        ...{
          recording,
          number: index + 1,
          path: original,
          folder,
          withSound,
          engines,
          zip,
          signal,
        },
        onProgress: (share) => tell((index + share) / recordings.length),
      }),
    );
  }
  const readme = await zip.add("README.txt", { text: readmeOf(work) });
  const manifest = manifestOf(work, made, readme, { version: kith.version, madeAt });
  await zip.add("manifest.json", { text: `${JSON.stringify(manifest, null, 2)}\n` });
  await zip.close();
}

/** How often whoever waits is told. */
const TELL_EVERY_MS = 2_000;

function tellingSeldom(work: BundleWork, { now }: TaskContext) {
  let toldAtMs = 0;
  return async (progress: number) => {
    const nowMs = now().getTime();
    if (nowMs - toldAtMs < TELL_EVERY_MS) return;
    toldAtMs = nowMs;
    await recordProgress(work, progress);
  };
}
