import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseUnitRectangles } from "#lib/clips/masking.ts";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import { cosineSimilarity } from "#lib/faces/similarity.ts";
import { type ClipWorkshop, openWorkshop } from "#lib/testing/clips.ts";
import { hasModels, modelPaths, recordingPath } from "#lib/testing/recordings.ts";
import { loadEngines } from "../inference/engines.ts";
import { analyseClip } from "./analyse-clip.ts";
import { analyseStill } from "./analyse-still.ts";

describe.skipIf(!hasModels)("analysing a still", () => {
  const signal = new AbortController().signal;
  let engines: Awaited<ReturnType<typeof loadEngines>>;
  let workshop: ClipWorkshop;

  beforeAll(async () => {
    engines = await loadEngines(modelPaths);
    workshop = await openWorkshop();
  });
  afterAll(async () => {
    await workshop.remove();
    await engines.close();
  });

  const look = async (recording: string, seconds: number, masks = "") => {
    const name = `${recording}-${seconds}.jpg`;
    const input = ["-ss", String(seconds), "-i", recordingPath(recording)];
    const path = await workshop.make(name, ...input, "-frames:v", "1", "-update", "1");
    const zones = parseUnitRectangles(masks);
    return await analyseStill({ path, atMs: seconds * 1000, masks: zones, engines, signal });
  };

  it("finds the visitor whom the recording shows, at the still's moment", async () => {
    const [still, ...others] = await look("anna-day", 7);
    const path = recordingPath("anna-day");
    const [track] = (await analyseClip({ path, masks: [], engines, signal })).tracks;
    expect(others).toEqual([]);
    expect(still?.points.map(({ atMs }) => atMs)).toEqual([7000]);
    expect(still && track && cosineSimilarity(still.fused, track.fused)).toBeGreaterThan(
      DEFAULT_THRESHOLDS.named,
    );
  });

  it("finds nobody where only the wind is", async () => {
    expect(await look("empty-wind", 7)).toEqual([]);
  });

  it("shows no model what lies in a privacy zone", async () => {
    expect(await look("two-anna-emil", 7)).toHaveLength(2);
    const [left, ...others] = await look("two-anna-emil", 7, "0.5,0,0.5,1");
    expect(others).toEqual([]);
    expect(left && left.best.box.x + left.best.box.width).toBeLessThanOrEqual(0.5);
    expect(await look("two-anna-emil", 7, "0,0,1,1")).toEqual([]);
  });

  it("refuses what is no picture for good", async () => {
    const path = await workshop.write("no.jpg", "\xff\xd8\xff nothing");
    const request = { path, atMs: 0, masks: [], engines, signal };
    await expect(analyseStill(request)).rejects.toMatchObject({ reason: "not-a-picture" });
  });
});
