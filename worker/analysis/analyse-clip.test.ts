import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseUnitRectangles } from "#lib/clips/masking.ts";
import { sideOf } from "#lib/enrolment/side.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import {
  filmedPath,
  hasFilmed,
  hasModels,
  modelPaths,
  recordingPath,
} from "#lib/testing/recordings.ts";
import { loadEngines } from "../inference/engines.ts";
import { analyseClip, type ClipAnalysis } from "./analyse-clip.ts";
import type { FaceTrack } from "./face-tracks.ts";

describe.skipIf(!hasModels)("analysing a clip", () => {
  const analyses = new Map<string, Promise<ClipAnalysis>>();
  const signal = new AbortController().signal;
  let engines: Awaited<ReturnType<typeof loadEngines>>;

  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
  });
  afterAll(() => engines.close());

  const analyse = (path: string): Promise<ClipAnalysis> => {
    const known = analyses.get(path) ?? analyseClip({ path, masks: [], engines, signal });
    analyses.set(path, known);
    return known;
  };

  const tracksOf = async (path: string): Promise<readonly FaceTrack[]> =>
    (await analyse(path)).tracks;

  const onlyTrack = async (path: string): Promise<FaceTrack> => {
    const [track, ...others] = await tracksOf(path);
    if (!track || others.length > 0) {
      throw new Error(`${path} has ${others.length + (track ? 1 : 0)} tracks`);
    }
    return track;
  };

  const bestSimilarity = (probe: FaceTrack, tracks: readonly FaceTrack[]): number =>
    Math.max(...tracks.map(({ fused }) => cosineSimilarity(probe.fused, fused)));

  it("shows a visitor who looks left and right from each side, where that is asked for", async () => {
    const path = recordingPath("diego-day");
    const [plain] = await tracksOf(path);
    const walk = await analyseClip({ path, masks: [], engines, signal, bySide: true });
    const [track, ...others] = walk.tracks;
    expect(others).toEqual([]);
    expect(plain?.turned).toEqual([]);
    expect(track).toEqual({ ...plain, turned: expect.anything() });
    expect(track?.turned.map(({ best }) => sideOf(best.yaw))).toEqual(["left", "right"]);
    for (const { best, fused, points } of track?.turned ?? []) {
      expect(points.every(({ atMs }) => track?.points.some((point) => point.atMs === atMs))).toBe(
        true,
      );
      expect(best.angle).toBe("half-profile");
      expect(cosineSimilarity(fused, track?.fused ?? fused)).toBeGreaterThan(
        DEFAULT_THRESHOLDS.named,
      );
    }
  });

  it("describes the one visitor of a recording", async () => {
    const { media, framesLookedAt, tracks, noFaceReason } = await analyse(
      recordingPath("anna-day"),
    );
    expect(media.durationMs).toBe(20_000);
    expect(framesLookedAt).toBeGreaterThan(45);
    expect(noFaceReason).toBeUndefined();
    expect(tracks).toHaveLength(1);
    const [track] = tracks;
    expect(track?.points.length).toBeGreaterThan(20);
    expect(track?.points[0]?.atMs).toBeLessThan(3200);
    expect(track?.points.at(-1)?.atMs).toBeGreaterThan(14_000);
    expect(track?.best).toMatchObject({ angle: "front", lighting: "day" });
    expect(track?.best.heightPx).toBeGreaterThan(80);
    expect(track?.embeddings.map(({ vector }) => vector.length)).toEqual([256, 128]);
    expect(track?.fused).toHaveLength(384);
    const { x, y, width, height } = track?.best.box ?? { x: 0, y: 0, width: 0, height: 0 };
    for (const landmark of track?.best.landmarks ?? []) {
      expect(landmark.x).toBeGreaterThan(x);
      expect(landmark.x).toBeLessThan(x + width);
      expect(landmark.y).toBeGreaterThan(y);
      expect(landmark.y).toBeLessThan(y + height);
    }
    const crop = await sharp(track?.best.cropJpeg).metadata();
    expect(crop.width).toBe(crop.height);
    expect(await sharp(track?.best.alignedPng).metadata()).toMatchObject({
      format: "png",
      width: 112,
      height: 3 * 112,
    });
  });

  it("gives the same answer for the same clip", async () => {
    const path = recordingPath("anna-day");
    const again = await analyseClip({ path, masks: [], engines, signal });
    const [track] = again.tracks;
    expect(track && cosineSimilarity(track.fused, (await onlyTrack(path)).fused)).toBeGreaterThan(
      0.999,
    );
  });

  it("tells two people at once apart and recognises both from their own recordings", async () => {
    const pair = await tracksOf(recordingPath("two-anna-emil"));
    expect(pair).toHaveLength(2);
    for (const name of ["anna-day", "emil-day"]) {
      const known = await onlyTrack(recordingPath(name));
      const similarities = pair
        .map(({ fused }) => cosineSimilarity(known.fused, fused))
        .toSorted((a, b) => b - a);
      expect(similarities[0]).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.named);
      expect(similarities[1]).toBeLessThan(DEFAULT_THRESHOLDS.ask);
    }
  });

  it("keeps four people who are far apart below the asking threshold", async () => {
    const names = ["anna-day", "chidi-day", "emil-day", "mei-day"];
    const tracks = await Promise.all(names.map((name) => onlyTrack(recordingPath(name))));
    for (const [index, track] of tracks.entries()) {
      expect(bestSimilarity(track, tracks.toSpliced(index, 1))).toBeLessThan(
        DEFAULT_THRESHOLDS.ask,
      );
    }
  });

  it("recognises the same people in other light and with their hands full", async () => {
    for (const [known, probe] of [
      ["mei-day", "mei-night"],
      ["chidi-day", "chidi-parcel"],
    ] as const) {
      const similarity = bestSimilarity(await onlyTrack(recordingPath(known)), [
        await onlyTrack(recordingPath(probe)),
      ]);
      expect(similarity).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.named);
    }
  });

  it("knows an infrared recording by its lack of colour", async () => {
    expect((await onlyTrack(recordingPath("mei-night"))).best.lighting).toBe("infrared");
  });

  it("looks 21 times at a clip of 20 s in which nobody is, and finds nobody", async () => {
    expect(await analyse(recordingPath("empty-wind"))).toMatchObject({
      framesLookedAt: 21,
      tracks: [],
      noFaceReason: "nobody",
    });
  });

  it("does not see a face that lies wholly inside a privacy zone, and still sees the other", async () => {
    const path = recordingPath("two-anna-emil");
    const masks = parseUnitRectangles("0,0,0.5,1");
    const { tracks } = await analyseClip({ path, masks, engines, signal });
    const emil = await onlyTrack(recordingPath("emil-day"));
    const anna = await onlyTrack(recordingPath("anna-day"));
    expect(bestSimilarity(emil, tracks)).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.named);
    expect(bestSimilarity(anna, tracks)).toBeLessThan(DEFAULT_THRESHOLDS.ask);
    for (const { best } of tracks) {
      expect(best.box.x + best.box.width).toBeGreaterThan(0.5);
    }
    const all = await analyseClip({ path, masks: parseUnitRectangles("0,0,1,1"), engines, signal });
    expect(all).toMatchObject({ tracks: [], noFaceReason: "too-dark" });
  });

  it("stops when it is told to", async () => {
    const abort = new AbortController();
    const running = analyseClip({
      path: recordingPath("anna-day"),
      masks: [],
      engines,
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(new Error("shutting down")), 300);
    await expect(running).rejects.toThrow("shutting down");
  });

  describe.skipIf(!hasFilmed)("with filmed actors", () => {
    it("recognises the woman and the man where they appear together", async () => {
      const together = await tracksOf(filmedPath("female_and_male_known"));
      for (const name of ["woman_alone", "man_alone"]) {
        const known = await onlyTrack(filmedPath(name));
        expect(bestSimilarity(known, together)).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.named);
      }
    });

    it("does not take the man for the woman, nor strangers for either", async () => {
      const woman = await onlyTrack(filmedPath("woman_alone"));
      const man = await onlyTrack(filmedPath("man_alone"));
      const strangers = await tracksOf(filmedPath("two_strangers_small_faces"));
      expect(strangers).toHaveLength(2);
      expect(bestSimilarity(woman, [man, ...strangers])).toBeLessThan(DEFAULT_THRESHOLDS.ask);
      expect(bestSimilarity(man, strangers)).toBeLessThan(DEFAULT_THRESHOLDS.ask);
    });

    it("shows the moment of a clip without a face, masked, and nothing of one with a face", async () => {
      const masks = parseUnitRectangles("0,0,1,0.5");
      const path = filmedPath("worker_no_face");
      const { noFaceReason, moment } = await analyseClip({ path, masks, engines, signal });
      const { data, info } = await sharp(moment?.pictureJpeg)
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(noFaceReason).toBe("nobody");
      expect(moment).toMatchObject({ box: null, heightPx: null });
      expect(Math.max(info.width, info.height)).toBe(800);
      const half = info.width * Math.floor(info.height / 2 - 8) * 3;
      const brightest = (part: Uint8Array) =>
        part.reduce((most, value) => Math.max(most, value), 0);
      expect(brightest(data.subarray(0, half))).toBeLessThan(30);
      expect(brightest(data.subarray(half))).toBeGreaterThan(100);
      expect((await analyse(filmedPath("woman_alone"))).moment).toBeUndefined();
    });

    it("finds no face in traffic or on a worker whose face is never seen", async () => {
      expect(await tracksOf(filmedPath("cars_no_person"))).toEqual([]);
      expect(await tracksOf(filmedPath("worker_no_face"))).toEqual([]);
    });
  });
});
