import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Frame } from "#lib/clips/types.ts";
import { PermanentError } from "#lib/errors.ts";
import { type ClipWorkshop, openWorkshop } from "#lib/testing/clips.ts";
import { recordingPath } from "#lib/testing/recordings.ts";
import { sampleFrames, sampleLooks } from "./frames.ts";
import { probeClip } from "./probe.ts";

const never = new AbortController().signal;
const CLOCK = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=25:duration=4"];

type Seen = Omit<Frame, "data"> & { readonly corner: number[]; readonly bytes: number };

async function readAll(path: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const { data, ...frame } of sampleFrames(path, await probeClip(path, never), never)) {
    seen.push({ ...frame, corner: [...data.subarray(0, 3)], bytes: data.length });
  }
  return seen;
}

async function refusal(path: string): Promise<string> {
  try {
    await readAll(path);
  } catch (error) {
    return error instanceof PermanentError ? error.reason : `not permanent: ${error}`;
  }
  return "accepted";
}

/** Processes whose command line names this path. */
function childrenWith(path: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(path);
    } catch {
      return false;
    }
  });
}

describe("reading clips", () => {
  let workshop: ClipWorkshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.remove());

  it("probes a recording", async () => {
    expect(await probeClip(recordingPath("anna-day"), never)).toEqual({
      durationMs: 20_000,
      codec: "h264",
      width: 960,
      height: 540,
      frameRate: 15,
      hasAudio: true,
    });
  });

  it("gives about three whole frames a second over the whole clip, at their own times", async () => {
    const path = await workshop.make("clock.mp4", ...CLOCK, "-bf", "0", "-pix_fmt", "yuv420p");
    const frames = await readAll(path);
    expect(frames.map(({ atMs }) => atMs)).toEqual([
      0, 360, 680, 1000, 1360, 1680, 2000, 2360, 2680, 3000, 3360, 3680,
    ]);
    expect(frames.every(({ bytes }) => bytes === 320 * 180 * 3)).toBe(true);
  });

  it("gives the frames since the last look together with the next, and the clip's last as a look", async () => {
    const path = await workshop.make("looks.mp4", ...CLOCK, "-bf", "0", "-pix_fmt", "yuv420p");
    const looks: number[][] = [];
    for await (const { before, frame } of sampleLooks(path, await probeClip(path, never), never)) {
      looks.push([...before, frame].map(({ atMs }) => atMs));
    }
    expect(looks).toEqual([
      [0],
      [360, 680, 1000],
      [1360, 1680, 2000],
      [2360, 2680, 3000],
      [3360, 3680],
    ]);
  });

  it("keeps exact times when frames are left out while decoding", async () => {
    const path = await workshop.make("b.mp4", ...CLOCK, "-bf", "3", "-pix_fmt", "yuv420p");
    const times = (await readAll(path)).map(({ atMs }) => atMs);
    expect(times.length).toBeGreaterThanOrEqual(8);
    expect(times.every((atMs) => atMs % 40 === 0)).toBe(true);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("shows a rotated clip upright", async () => {
    const half = "color=red:size=160x180:rate=10:duration=1[r];[0:v][r]overlay=0:0";
    const flat = await workshop.make(
      "flat.mp4",
      ...["-f", "lavfi", "-i", "color=blue:size=320x180:rate=10:duration=1"],
      ...["-filter_complex", half, "-pix_fmt", "yuv420p"],
    );
    const path = await workshop
      .make("rotated.mp4", ...["-display_rotation", "90", "-i", flat, "-c", "copy"])
      .catch(() =>
        workshop.make("rotated.mp4", "-i", flat, "-c", "copy", "-metadata:s:v", "rotate=270"),
      );
    expect(await probeClip(path, never)).toMatchObject({ width: 180, height: 320 });
    const frames = await readAll(path);
    expect(frames[0]).toMatchObject({ width: 180, height: 320, bytes: 180 * 320 * 3 });
  });

  it("decodes 4K HEVC, scaled to 1920 px, within the limits of the child", async () => {
    const path = await workshop.make(
      "4k.mp4",
      ...["-f", "lavfi", "-i", "testsrc2=size=3840x2160:rate=10:duration=1"],
      ...["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
      ...["-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"],
    );
    expect(await probeClip(path, never)).toMatchObject({ codec: "hevc", width: 3840 });
    const frames = await readAll(path);
    expect(frames.length).toBeGreaterThanOrEqual(2);
    expect(frames[0]).toMatchObject({ width: 1920, height: 1080 });
  });

  it("says why a file is no clip", async () => {
    const sound = ["-f", "lavfi", "-i", "sine=duration=1"];
    const whole = await workshop.make("whole.mp4", ...CLOCK, "-pix_fmt", "yuv420p");
    await workshop.cut(whole, 0.6);
    expect(await refusal(whole)).toBe("clip-truncated");
    expect(await refusal(await workshop.write("empty.mp4", ""))).toBe("clip-empty");
    expect(await refusal(await workshop.write("page.mp4", "<!doctype html><p>Not found"))).toBe(
      "not-a-video",
    );
    expect(await refusal(await workshop.write("short.mp4", "hi"))).toBe("not-a-video");
    expect(await refusal(await workshop.make("sound.mp4", ...sound))).toBe("no-video-stream");
  });

  it("says when a video stream holds no frame that decodes", async () => {
    const path = await workshop.make(
      "dead.mp4",
      ...CLOCK,
      ...["-movflags", "+faststart", "-pix_fmt", "yuv420p"],
    );
    const bytes = readFileSync(path);
    const media = bytes.indexOf("mdat");
    await workshop.write("dead.mp4", Buffer.from(bytes).fill(0, media + 4));
    expect(await refusal(path)).toBe("no-frames");
  });

  it("still gives what decoded when a clip breaks off", async () => {
    const path = await workshop.make(
      "half.mp4",
      ...CLOCK,
      ...["-movflags", "+faststart", "-g", "10", "-pix_fmt", "yuv420p"],
    );
    await workshop.cut(path, 0.6);
    const frames = await readAll(path);
    expect(frames.length).toBeGreaterThanOrEqual(2);
    expect(frames.length).toBeLessThan(12);
  });

  it("treats a missing file as no fault of the clip", async () => {
    await expect(probeClip(`${workshop.folder}/none.mp4`, never)).rejects.toMatchObject({
      code: "ENOENT",
    });
  });

  it("leaves no ffmpeg behind when its reader aborts, stops early or never reads on", async () => {
    const path = await workshop.make(
      "long.mp4",
      ...["-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=25:duration=8"],
      ...["-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    );
    const media = await probeClip(path, never);
    const abort = new AbortController();
    const aborted = sampleFrames(path, media, abort.signal);
    await aborted.next();
    expect(childrenWith(path)).not.toEqual([]);
    abort.abort(new Error("enough"));
    await expect(aborted.next()).rejects.toThrow("enough");
    expect(childrenWith(path)).toEqual([]);

    for await (const frame of sampleFrames(path, media, never)) {
      expect(frame.atMs).toBe(0);
      break;
    }
    expect(childrenWith(path)).toEqual([]);

    const idle = new AbortController();
    await sampleFrames(path, media, idle.signal).next();
    idle.abort();
    for (let waited = 0; childrenWith(path).length > 0 && waited < 5000; waited += 20) {
      await sleep(20);
    }
    expect(childrenWith(path)).toEqual([]);
  });

  it("does not start at all once aborted", async () => {
    const path = recordingPath("anna-day");
    const media = await probeClip(path, never);
    const frames = sampleFrames(path, media, AbortSignal.abort(new Error("too late")));
    await expect(frames.next()).rejects.toThrow("too late");
  });
});
