import { readdir, readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ScenarioOrder } from "#e2e/fakes/ring/scenarios/scene.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { signIn } from "./system/session.ts";
import { type System, startSystem } from "./system.ts";

let system: System;

beforeAll(async () => {
  system = await startSystem({
    env: {
      // Every event is a visit of its own, and none is too old to be told of.
      VISIT_GAP_S: "1",
      RING_NOTIFY_MAX_AGE_S: "7200",
      // However busy the machine is, an alert waits for the recording.
      RECOGNITION_DEADLINE_S: "3600",
      RING_CLIP_RETRY_SCHEDULE_S: "0.5",
      RING_CLIP_GIVE_UP_S: "20",
    },
  });
  await system.addSubscription();
});
afterEach(() => system.emulator.control.faults({ clip: [], "clip-body": [] }));
afterAll(() => system?.stop());

const NEVER_MS = 3_600_000;
/** Half a minute's work on two idle cores. */
const LONG_TEST_MS = 300_000;
/** Older than this, an event is told of too late for a still. */
const OLD_MS = 90_000;
const STARTED_AT = Date.now();
let made = 0;
/** Moments so far apart that no recording reaches into the next. */
const longAgo = () => STARTED_AT - OLD_MS - ++made * 60_000;

/** Plays a scenario for one event at the front door. @returns the event's time */
async function play(id: string, order: ScenarioOrder): Promise<Date> {
  const { events } = await system.emulator.control.play(id, { device: "Front door", ...order });
  return new Date(events[0]?.at ?? 0);
}

type Told = { title: string; silent: boolean };

/** An event as it stands once nothing is left to be done. */
async function endOf(at: Date, withinMs = 120_000) {
  const event = await eventually(async () => {
    const [row] = await system.sql<{
      id: string;
      visit: string;
      outcome: string;
      reason: string | null;
      partial: boolean | null;
      duration: number | null;
      refetched: boolean;
      started: Date | null;
    }>(
      `select e.id, e.visit_id as visit, e.outcome, e.outcome_reason as reason,
         c.is_partial as partial, c.duration_ms as duration, c.started_at as started,
         c.refetched_at is not null as refetched
       from events e left join clips c on c.event_id = e.id
       where e.occurred_at = $1 and e.outcome is not null and e.decided_at is not null
         and not exists (select 1 from graphile_worker._private_jobs j
           where j.payload->>'eventId' = e.id::text)
         and not exists (select 1 from notifications n
           join notification_decisions d on d.id = n.decision_id
           where d.event_id = e.id and n.settled_at is null)`,
      [at],
    );
    return row;
  }, withinMs);
  return { ...event, faces: await facesOf(event.id), told: toldOf(event.visit) };
}

const facesOf = async (eventId: string) =>
  (
    await system.sql<{ source: string }>(
      "select source::text from faces where event_id = $1 order by source",
      [eventId],
    )
  ).map(({ source }) => source);

const toldOf = (visitId: string): Told[] =>
  system.push
    .received()
    .map(({ text }) => JSON.parse(text) as Told & { tag: string })
    .filter(({ tag }) => tag === `visit-${visitId}`)
    .map(({ title, silent }) => ({ title, silent }));

const heardOnce = [{ title: expect.stringMatching(/^Somebody/), silent: false }];
const seen = { outcome: "recognised", reason: null, faces: ["clip"], told: heardOnce };

/** What Ring was asked while something was played. */
async function asked<Result>(during: () => Promise<Result>) {
  const before = (await system.emulator.control.journal()).length;
  const result = await during();
  const entries = (await system.emulator.control.journal()).slice(before);
  const statuses = (path: RegExp) =>
    entries.filter((entry) => path.test(entry.path)).map(({ status }) => status);
  return {
    result,
    clip: statuses(/video\/download$/),
    image: statuses(/image\/download$/),
    storage: statuses(/^\/v1\/download/),
    history: statuses(/^\/v1\/history/),
  };
}

/** What the event's page says. */
async function pageOf(eventId: string): Promise<string> {
  const headers = { cookie: await signIn(system) };
  return await (await fetch(`${system.baseUrl}/events/${eventId}`, { headers })).text();
}

const storedKeys = (eventId: string) =>
  system
    .sql<{ key: string }>(
      `select crop_key as key from faces where event_id = $1
       union all select aligned_key from faces where event_id = $1
       union all select storage_key from clips where event_id = $1`,
      [eventId],
    )
    .then((rows) => rows.map(({ key }) => key).sort());

/** Keys of the objects that lie in the store for an event. */
async function keysInStore(eventId: string): Promise<string[]> {
  const root = `${system.dataDir}/objects`;
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .filter((key) => key.includes(eventId))
    .sort();
}

describe("a picture before the recording", () => {
  it("tells who is there at once, and gives way to the recording without another sound", async () => {
    const { event } = await system.emulator.control.addEvent({
      device: "Garden gate",
      type: "button_press",
      media: "bert-day",
      imageDelayMs: 0,
      recordingDelayMs: 9_000,
    });
    const at = new Date(event.at);
    const early = await eventually(async () => {
      const [row] = await system.sql<{ id: string; visit: string }>(
        `select id, visit_id as visit from events
         where occurred_at = $1 and outcome is null and media_ready_at is null
           and image_ready_at is not null and pushed_at is not null`,
        [at],
      );
      return row;
    });
    expect(toldOf(early.visit)).toEqual([{ title: "Somebody new", silent: false }]);
    expect(await facesOf(early.id)).toEqual(["image"]);
    expect(await pageOf(early.id)).toContain("Somebody new rang at the garden gate");
    expect(await endOf(at)).toMatchObject(seen);
    await eventually(async () => {
      expect(await keysInStore(early.id)).toEqual(await storedKeys(early.id));
      return true;
    });
  });
});

describe("a recording that comes late or in part", () => {
  // Before C1, whose moment comes ever later: their recordings must not meet.
  it("C3 ends as no recording once Ring's time is over, told of by the picture alone", async () => {
    const { result, clip } = await asked(async () =>
      endOf(await play("C3", { at: Date.now() - 28_000, media: "amara-day", imageDelayMs: 0 })),
    );
    expect(result).toMatchObject({
      outcome: "no_recording",
      reason: "ring-kept-none",
      faces: ["image"],
      told: heardOnce,
    });
    expect(clip.length).toBeGreaterThan(1);
    expect(new Set(clip)).toEqual(new Set([416]));
    expect(await pageOf(result.id)).toContain("No recording: Ring kept none");
  });

  it("C1 is waited for while it is not ready, and told of once", async () => {
    const { result, clip } = await asked(async () =>
      endOf(await play("C1", { at: Date.now() - 10_000, imageDelayMs: NEVER_MS })),
    );
    expect(result).toMatchObject(seen);
    expect(clip).toEqual([425, 425, 425, 303]);
  });

  it("C2 comes although its file was not there yet when Ring pointed to it", async () => {
    const { result, clip, storage } = await asked(async () =>
      endOf(await play("C2", { at: longAgo(), media: "chidi-day" })),
    );
    expect(result).toMatchObject(seen);
    expect([clip, storage]).toEqual([
      [303, 303],
      [404, 200],
    ]);
  });

  it("C4 is used with its true length, then fetched whole once Ring tells the end", async () => {
    const at = longAgo();
    const { result, clip, history } = await asked(async () =>
      endOf(await play("C4", { at, media: "diego-day" })),
    );
    expect(result).toMatchObject({ ...seen, partial: false, refetched: true, duration: 20_000 });
    expect(result.started?.getTime()).toBe(at - 2_000);
    expect([clip, history]).toEqual([[303, 303], [200]]);
    expect(await keysInStore(result.id)).toEqual(await storedKeys(result.id));
  });
});

describe("a recording that is broken once", () => {
  it.each(["C5-truncated", "C5-half-file", "C5-empty", "C5-html"])(
    "%s is fetched again, and told of once",
    async (id) => {
      expect(await endOf(await play(id, { at: longAgo(), media: "jonas-day" }))).toMatchObject(
        seen,
      );
    },
  );
});

describe("a recording that nobody can read", () => {
  it.each([
    ["C9-garbage", "unknown-format", "end-to-end encryption"],
    ["C9-refused", "corrupt-recording", "Ring says that it is damaged"],
  ])("%s ends for good, and the page says why", async (id, reason, words) => {
    const { result, clip } = await asked(async () => endOf(await play(id, { at: longAgo() })));
    expect(result).toMatchObject({ outcome: "failed", reason, faces: [], told: heardOnce });
    expect(clip).toHaveLength(1);
    expect(await pageOf(result.id)).toContain(words);
  });
});

describe("a recording of an unusual kind", () => {
  it.each(["C10-hevc", "C10-silent"])("%s is read like any other", async (id) => {
    expect(await endOf(await play(id, { at: longAgo(), media: "ravi-day" }))).toMatchObject(seen);
  });

  it("C10-rotated is shown upright as its camera says", async () => {
    const { outcome, id } = await endOf(await play("C10-rotated", { at: longAgo() }));
    expect(["recognised", "no_face"]).toContain(outcome);
    const [size] = await system.sql("select width, height from clips where event_id = $1", [id]);
    expect(size).toEqual({ width: 540, height: 960 });
  });

  it(
    "C10-long of 15 minutes is looked at whole, within the memory cap",
    async () => {
      system.env.RING_CLIP_DURATION_MS = "900000";
      await system.worker.stop();
      system.worker.start();
      const at = Date.now() - 3_000_000;
      const end = await endOf(await play("C10-long", { at, media: "emil-day" }), LONG_TEST_MS);
      expect(end).toMatchObject(seen);
      expect(end.duration).toBeGreaterThan(899_000);
      expect(await peakMb(system.worker.pid)).toBeLessThan(700);
    },
    LONG_TEST_MS,
  );
});

/** The most memory that a process has held. */
async function peakMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
