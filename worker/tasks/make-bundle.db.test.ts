import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleKey, startBundle } from "#lib/bundles/commands.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import { db } from "#lib/infra/db.ts";
import { createObjectStore, type ObjectStore } from "#lib/infra/storage.ts";
import { withTestDatabase } from "#lib/testing/database.ts";
import { buildCamera, buildEvent, buildFace, buildOwner } from "#lib/testing/factories.ts";
import { hasModels, modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { analyseClip, type ClipAnalysis } from "../analysis/analyse-clip.ts";
import { loadEngines } from "../inference/engines.ts";
import { frameAt } from "../media/frames.ts";
import { probeClip } from "../media/probe.ts";
import type { TaskContext } from "../task.ts";
import { makeBundle } from "./make-bundle.ts";

withTestDatabase();

const signal = AbortSignal.timeout(240_000);
/** Above the two heads of the recording, so that it hides neither. */
const ZONE = { x: 0.4, y: 0, width: 0.2, height: 0.1 };
let root: string;
let store: ObjectStore;
let engines: Awaited<ReturnType<typeof loadEngines>>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "kith-bundle-"));
  store = createObjectStore({ kind: "folder", root });
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Anna and Emil at one door, as the analysis has found them. */
async function annaAndEmil() {
  const owner = { ...(await buildOwner({ timeZone: "Europe/Berlin" })), locale: "en" as const };
  const camera = await buildCamera(owner);
  const { x, y, width, height } = ZONE;
  const corners = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  await db().camera.update({ where: { id: camera.id }, data: { privacyZones: [corners] } });
  const event = await buildEvent(camera);
  const { householdId, id: eventId, visitId } = event;
  const path = recordingPath("two-anna-emil");
  const storageKey = `households/${householdId}/events/${eventId}/clip.mp4`;
  await store.put(storageKey, { file: path }, "video/mp4");
  await db().clip.create({
    data: { householdId, eventId, storageKey, bytes: 1, startedAt: event.occurredAt },
  });
  const known = {
    anna: await analyse(recordingPath("anna-day")),
    emil: await analyse(recordingPath("emil-day")),
  };
  const { tracks } = await analyse(path);
  const personIds: Record<string, string> = {};
  for (const name of ["anna", "emil"] as const) {
    const track = tracks.find(
      ({ fused }) => likeness(known[name], fused) >= DEFAULT_THRESHOLDS.named,
    );
    const face = await buildFace(event, { name });
    await db().face.update({
      where: { id: face.id },
      data: { track: track?.points as object[], atMs: track?.best.atMs ?? 0 },
    });
    personIds[name] = face.personId;
  }
  return { owner, visitId, eventId, storageKey, known, personIds };
}

const analyses = new Map<string, Promise<ClipAnalysis>>();

function analyse(path: string): Promise<ClipAnalysis> {
  const known = analyses.get(path) ?? analyseClip({ path, masks: [], engines, signal });
  analyses.set(path, known);
  return known;
}

/** Of whoever resembles most the one person of an analysis. */
const likeness = ({ tracks }: ClipAnalysis, ...probes: ClipAnalysis["tracks"][number]["fused"][]) =>
  Math.max(
    -1,
    ...probes.flatMap((probe) => tracks.map(({ fused }) => cosineSimilarity(fused, probe))),
  );

async function run(payload: { householdId: string; bundleId: string }): Promise<void> {
  const context = {
    engines: async () => engines,
    store,
    tempDir: async () => root,
    now: () => new Date(),
    signal,
  };
  await makeBundle.run(payload, context as unknown as TaskContext);
}

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe.skipIf(!hasModels)("a visit's bundle", () => {
  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
  });
  afterAll(() => engines?.close());

  it("shows the chosen person, and nobody else can be recognised in it", async () => {
    const { owner, visitId, known, personIds } = await annaAndEmil();
    const { householdId } = owner;
    const order = { visitId, personIds: [personIds.anna ?? ""], withSound: false };
    const { bundleId } = await startBundle(owner, order, new Date());
    await run({ householdId, bundleId });

    const zip = await buffer((await store.get(bundleKey(householdId, bundleId))).body);
    const files = unzipSync(zip);
    expect(Object.keys(files).toSorted()).toEqual([
      "README.txt",
      "clip-1.mp4",
      "manifest.json",
      "still-1-1.jpg",
    ]);
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString());
    expect(manifest).toMatchObject({
      visible: [{ name: "anna" }],
      sound: "removed",
      recordings: [{ camera: "Front door", blurred: { tracks: 1 }, privacyZones: 1 }],
    });
    expect(manifest.visit.from.local).toContain("Europe/Berlin");
    for (const { name, bytes, sha256 } of manifest.files) {
      const content = files[name] ?? new Uint8Array();
      expect([name, content.length, hash(content)]).toEqual([name, bytes, sha256]);
    }
    expect(manifest.files).toHaveLength(3);

    const clip = join(root, "clip-1.mp4");
    await writeFile(clip, files["clip-1.mp4"] ?? []);
    const shown = await analyse(clip);
    const fused = shown.tracks.map((track) => track.fused);
    expect(likeness(known.anna, ...fused)).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.named);
    expect(likeness(known.emil, ...fused)).toBeLessThan(DEFAULT_THRESHOLDS.ask);
    expect(shown.tracks).toHaveLength(1);

    const media = await probeClip(clip, signal);
    expect(media).toMatchObject({ hasAudio: false, durationMs: expect.closeTo(20_000, -2) });
    const { x, y, width, height } = ZONE;
    const frame = await frameAt(clip, media, 10_000, signal);
    const zone = await sharp(frame.data, {
      raw: { width: frame.width, height: frame.height, channels: 3 },
    })
      .extract({
        left: Math.ceil(x * frame.width),
        top: Math.ceil(y * frame.height),
        width: Math.floor(width * frame.width),
        height: Math.floor(height * frame.height),
      })
      .png()
      .toBuffer();
    const { channels } = await sharp(zone).stats();
    expect(Math.max(...channels.map(({ max }) => max))).toBeLessThan(12);
  }, 240_000);

  it("leaves nothing where the visit was erased while it was made", async () => {
    const { owner, visitId, eventId } = await annaAndEmil();
    const { householdId } = owner;
    const order = { visitId, personIds: [], withSound: true };
    const { bundleId } = await startBundle(owner, order, new Date());
    await store.put(bundleKey(householdId, bundleId), Buffer.from("cut off"), "application/zip");
    await db().event.delete({ where: { id: eventId } });
    await db().visit.delete({ where: { id: visitId } });
    await run({ householdId, bundleId });
    expect(await store.exists(bundleKey(householdId, bundleId))).toBe(false);
  });
});
