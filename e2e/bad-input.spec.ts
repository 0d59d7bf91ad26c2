import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClipWorkshop, openWorkshop } from "#lib/testing/clips.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { recordingPath } from "#lib/testing/recordings.ts";
import { type System, startSystem } from "./system.ts";

let system: System;
let workshop: ClipWorkshop;
let workerPid: number;
let played = 0;
const momentByCase = new Map<string, Date>();

beforeAll(async () => {
  workshop = await openWorkshop();
  system = await startSystem({ env: { RING_NOTIFY_MAX_AGE_S: "7200" } });
  workerPid = system.worker.pid;
  // All at once: a broken one is fetched again seconds later, and others are read meanwhile.
  for (const { what, make } of cases) momentByCase.set(what, await happen(await make(workshop)));
});

afterAll(async () => {
  await system?.stop();
  await workshop?.remove();
});

const TAIL_INDEX = ["-c", "copy", "-movflags", "-faststart"];
const HEAD_INDEX = ["-c", "copy", "-movflags", "+faststart"];
const SOUND = ["-f", "lavfi", "-i", "sine=duration=3"];

type Case = {
  what: string;
  make: (workshop: ClipWorkshop) => Promise<string>;
  ends: readonly [outcome: string, reason: string | null];
};

const cases: Case[] = [
  {
    what: "cut off before its index",
    async make(at) {
      const path = await at.make("no-index.mp4", "-i", recordingPath("anna-day"), ...TAIL_INDEX);
      await at.cut(path, 0.6);
      return path;
    },
    ends: ["failed", "clip-truncated"],
  },
  {
    what: "cut off in the middle of its frames",
    async make(at) {
      const path = await at.make("half.mp4", "-i", recordingPath("anna-day"), ...HEAD_INDEX);
      await at.cut(path, 0.6);
      return path;
    },
    ends: ["recognised", null],
  },
  { what: "empty", make: (at) => at.write("empty.mp4", ""), ends: ["failed", "clip-empty"] },
  {
    what: "a web page",
    make: (at) => at.write("page.mp4", "<!doctype html><title>Sign in</title>"),
    ends: ["failed", "not-a-video"],
  },
  {
    what: "undecodable bytes",
    make: (at) => at.write("noise.mp4", Buffer.alloc(50_000, 0xa5)),
    ends: ["failed", "unknown-format"],
  },
  {
    what: "sound alone",
    make: (at) => at.make("sound.mp4", ...SOUND),
    ends: ["failed", "no-video-stream"],
  },
  {
    what: "without a single frame",
    async make(at) {
      const path = await at.make("dead.mp4", "-i", recordingPath("anna-day"), ...HEAD_INDEX);
      const bytes = await readFile(path);
      return await at.write("dead.mp4", bytes.fill(0, bytes.indexOf("mdat") + 4));
    },
    ends: ["failed", "no-frames"],
  },
  {
    what: "4K HEVC",
    make: (at) =>
      at.make(
        "4k.mp4",
        ...["-i", recordingPath("anna-day"), "-t", "4", "-vf", "scale=3840:2160"],
        ...["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none"],
        ...["-pix_fmt", "yuv420p"],
      ),
    ends: ["recognised", null],
  },
];

/** Has a recording made at the front door. @returns its event's time */
async function happen(media: string): Promise<Date> {
  played += 1;
  const { event } = await system.emulator.control.addEvent({
    device: "Front door",
    // So far apart that no recording reaches into the next.
    at: Date.now() - played * 120_000,
    media,
    duration: 20_000,
  });
  return new Date(event.at);
}

/** Waits for an event's end. */
function endOf(at: Date | undefined) {
  return eventually(async () => {
    const [row] = await system.sql<{ outcome: string; reason: string | null }>(
      `select outcome, outcome_reason as reason from events
       where occurred_at = $1 and outcome is not null and decided_at is not null`,
      [at],
    );
    return row && [row.outcome, row.reason];
  }, 90_000);
}

describe("a recording that is", () => {
  it.each(cases)("$what ends with the outcome that says so", async ({ what, ends }) => {
    expect(await endOf(momentByCase.get(what))).toEqual(ends);
  });
});

it("harms no worker: the same process recognises the next visitor", async () => {
  expect(await endOf(await happen("bert-day"))).toEqual(["recognised", null]);
  expect(system.worker.pid).toBe(workerPid);
  expect((await system.health()).status).toBe(200);
});
