import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import type { JournalEntry } from "./fakes/ring/journal.ts";
import type { ScenarioOrder } from "./fakes/ring/scenarios/scene.ts";
import { endWait } from "./system/rest.ts";
import { type System, startSystem } from "./system.ts";

const MAX_BYTES = 4_000_000;
const SETTLED_MS = 150_000;
/** The log's number for an error. */
const LOGGED_ERROR = 50;
/** No frame comes before its clip: the scenarios are about clips. */
const NEVER_MS = 24 * 3_600_000;

let system: System;
/** Where the journal and the pushes of the test begin. */
let heard: { calls: number; pushes: number };
/** Every test has an hour of the past to itself. */
let hour = 0;
let at: number;

beforeAll(async () => {
  system = await startSystem({
    workers: 2,
    env: {
      // Every event is a visit of its own, and none is too old or too slow to be told of.
      ...{ VISIT_GAP_S: "1", RING_NOTIFY_MAX_AGE_S: "172800", RECOGNITION_DEADLINE_S: "3600" },
      ...{ RING_TIMEOUT_S: "3", RING_MEDIA_DEADLINE_S: "6", RING_MEDIA_MAX_BYTES: `${MAX_BYTES}` },
      RING_MEDIA_HOST_ALLOWLIST: "download-*.prod.phoenix.devices.amazon.dev",
    },
  });
  await system.addSubscription();
  await workersAreIdle();
});
afterAll(() => system?.stop());
beforeEach(async () => {
  const journal = await system.emulator.control.journal();
  heard = { calls: journal.length, pushes: system.push.received().length };
  hour += 1;
  at = Date.now() - hour * 3_600_000;
});

const calls = async () => (await system.emulator.control.journal()).slice(heard.calls);
const isToken = ({ path }: JournalEntry) => path === "/oauth/token";
const isClip = ({ path }: JournalEntry) => path.endsWith("/media/video/download");
const isMedia = ({ origin }: JournalEntry) => origin === "media";
const statuses = async (which: (call: JournalEntry) => boolean) =>
  (await calls()).filter(which).map(({ status }) => status);

/** Has Ring play a scenario. @returns the moments of its events */
async function play(id: string, order: ScenarioOrder = {}): Promise<Date[]> {
  const { events } = await system.emulator.control.play(id, {
    at,
    imageDelayMs: NEVER_MS,
    ...order,
  });
  return events.map((event) => new Date(event.at));
}

type Settled = { outcome: string; reason: string | null; decisions: number };

/** Waits until the events have ended and nothing more is to be told of them. */
async function settled(moments: Date[]): Promise<Settled[]> {
  return await eventually(async () => {
    const [open] = await system.sql(
      `select 1 from graphile_worker.jobs where task_identifier in
         ('receive-event', 'fetch-clip', 'analyse-clip', 'decide-notifications', 'send-notification')`,
    );
    const events = await system.sql<Settled>(
      `select outcome, outcome_reason as reason,
              (select count(*)::int from notification_decisions where event_id = events.id) as decisions
       from events where occurred_at = any($1) and decided_at is not null`,
      [moments],
    );
    return !open && events.length === moments.length && events;
  }, SETTLED_MS);
}

const RECOGNISED = { outcome: "recognised", reason: null, decisions: 1 };
const NOT_RECORDED = { outcome: "no_recording", reason: "ring-kept-none", decisions: 1 };
const failed = (reason: string) => ({ outcome: "failed", reason, decisions: 1 });

function expectPushes(count: number): void {
  const texts = system.push.received().slice(heard.pushes);
  expect(texts).toHaveLength(count);
  expect(system.push.faults()).toEqual([]);
}

/** Every bearer stays with the API. */
async function expectNoBearerAtMediaHosts(): Promise<void> {
  expect((await calls()).filter((call) => isMedia(call) && call.bearer)).toEqual([]);
}

const accountState = async () => {
  const [account] = await system.sql<{ state: string }>("select state from ring_accounts");
  return account?.state;
};

describe("tokens", () => {
  it("A1 an expired token in the middle of several jobs is refreshed once, and each job goes on", async () => {
    const moments = await play("A1", { media: null });
    expect(await settled(moments)).toEqual([NOT_RECORDED, NOT_RECORDED, NOT_RECORDED]);
    expect(await statuses(isToken)).toEqual([200]);
    const asked = await statuses(isClip);
    expect(asked.filter((status) => status === 416)).toHaveLength(3);
    expect(asked.filter((status) => status === 401).length).toBeGreaterThan(0);
    expectPushes(3);
  });

  it("A2 twenty jobs in two workers make one refresh, whose pair is stored before anybody uses it", async () => {
    const { release } = await holdAccountWrites();
    const moments = await play("A2", { media: null });
    await eventually(async () => (await statuses(isToken)).length > 0 && (await heldWrites()) > 0);
    expect(new Set(await statuses(isClip))).toEqual(new Set([401]));
    await release();
    expect(await settled(moments)).toEqual(Array.from({ length: 20 }, () => NOT_RECORDED));
    expect(await statuses(isToken)).toEqual([200]);
    expect((await statuses(isClip)).filter((status) => status === 416)).toHaveLength(20);
    expectPushes(20);
  });

  it("A5 a token service that fails or is silent is tried again, and the account stays linked", async () => {
    const moments = await play("A5");
    expect(await settled(moments)).toEqual([RECOGNISED]);
    expect(await statuses(isToken)).toEqual([500, 500, 0, 200]);
    expect(await accountState()).toBe("linked");
    expectPushes(1);
  });

  it("A6 an account whose fresh tokens are refused at first appears all the same", async () => {
    const receipt = await system.emulator.control.play("A6");
    expect(receipt.links).toMatchObject([{ exchangeStatus: 200 }]);
    expect(await statuses(({ path }) => path === "/v1/users/me")).toEqual([403, 403, 200]);
    expect(await statuses(isToken)).toEqual([200, 200, 200]);
    const rows = await system.sql("select ring_account_id from unclaimed_ring_accounts");
    expect(rows).toEqual([{ ring_account_id: receipt.links[0]?.account }]);
    expectPushes(0);
  });
});

describe("Ring in trouble", () => {
  it.each([
    ["R2-burst", [500, 502, 503, 504, 0, 303]],
    ["R2-dns", [303, 303]],
  ])("%s is outlasted, and the event costs one alert", async (id, answers) => {
    const moments = await play(id);
    expect(await settled(moments)).toEqual([RECOGNISED]);
    expect(await statuses(isClip)).toEqual(answers);
    expect(await statuses(isToken)).toEqual([]);
    await expectNoBearerAtMediaHosts();
    expectPushes(1);
  });

  /** When the clip may be asked for again; the journal's clock runs a moment behind the answer. */
  const earliest: [id: string, at: (busyAt: number, armedAt: number) => number][] = [
    ["R1-seconds", (busyAt) => busyAt + 1_900],
    ["R1-date", (_, armedAt) => Math.floor(armedAt / 1000) * 1000 + 3_000],
    ["R1-absent", (busyAt) => busyAt + 900],
  ];
  it.each(earliest)("%s is waited for before the clip is asked for again", async (id, mayAt) => {
    const armedAt = Date.now();
    const moments = await play(id);
    expect(await settled(moments)).toEqual([RECOGNISED]);
    const [busy, next] = (await calls()).filter(isClip);
    expect([busy?.status, next?.status]).toEqual([429, 303]);
    expect(next?.at).toBeGreaterThanOrEqual(mayAt(busy?.at ?? 0, armedAt));
    expectPushes(1);
  });
});

describe("a recording", () => {
  it("C6 behind an address that has expired is fetched by a new address, with the same token", async () => {
    const moments = await play("C6");
    expect(await settled(moments)).toEqual([RECOGNISED]);
    expect(await statuses(isClip)).toEqual([303, 303]);
    expect(await statuses(isMedia)).toEqual([403, 200]);
    expect(await statuses(isToken)).toEqual([]);
    await expectNoBearerAtMediaHosts();
    expectPushes(1);
  });

  it.each(["C7-metadata", "C7-host", "C7-http"])(
    "%s behind a redirect to a place that is not Ring's is not fetched, and the log says so",
    async (id) => {
      const moments = await play(id);
      expect(await settled(moments)).toEqual([failed("redirect-refused")]);
      expect(await statuses(isClip)).toEqual([303]);
      expect(await statuses(isMedia)).toEqual([]);
      expectPushes(1);
      const [event] = await system.sql<{ id: string }>(
        "select id from events where occurred_at = any($1)",
        [moments],
      );
      const told = (await logLines()).filter(
        ({ level, payload }) => level >= LOGGED_ERROR && payload?.eventId === event?.id,
      );
      expect(told).toMatchObject([{ job: "fetch-clip", reason: "redirect-refused" }]);
    },
  );

  it.each(["C8-slow", "C8-stall"])("%s is cut off and fetched anew", async (id) => {
    const moments = await play(id);
    expect(await settled(moments)).toEqual([RECOGNISED]);
    const files = (await calls()).filter(isMedia).map(({ fault }) => fault);
    expect(files).toEqual([id.slice("C8-".length), null]);
    expect(await statuses(isToken)).toEqual([]);
    expectPushes(1);
  });

  it("C8 larger than the cap ends its event, and is not asked for again", async () => {
    const media = join(system.dataDir, "large.mp4");
    await writeFile(media, "");
    await truncate(media, MAX_BYTES + 1);
    const { event } = await system.emulator.control.addEvent({
      ...{ device: "Front door", at, media, duration: 10_000, imageDelayMs: NEVER_MS },
    });
    expect(await settled([new Date(event.at)])).toEqual([failed("too-large")]);
    expect((await calls()).filter(isMedia)).toHaveLength(1);
    expectPushes(1);
  });
});

describe("workers that are killed", () => {
  it("R1-huge a pause of a day is cut to five minutes, and costs no attempt", async () => {
    const moments = await play("R1-huge");
    const job = await eventually(async () => {
      const [row] = await system.sql<{ run_at: Date; attempts: number }>(
        `select run_at, attempts from graphile_worker.jobs
         where task_identifier = 'fetch-clip' and locked_at is null and run_at > now()`,
      );
      return row;
    });
    const [busy] = (await calls()).filter(isClip);
    expect(job.attempts).toBe(0);
    const pauseMs = job.run_at.getTime() - (busy?.at ?? 0);
    expect(Math.round(pauseMs / 10_000)).toBe(30);

    await restartWorkers();
    await endWait(system, "fetch-clip");
    expect(await settled(moments)).toEqual([RECOGNISED]);
    expectPushes(1);
  });

  it("A3 between Ring's new pair and its storing ask once more, then for a new link, and no more", async () => {
    const { release } = await holdAccountWrites();
    const [account] = await system.emulator.control.accounts();
    await system.emulator.control.expireTokens(account?.id ?? "");
    const first = await addVisit(0);
    await eventually(async () => (await heldWrites()) > 0);
    expect(await statuses(isToken)).toEqual([200]);
    await restartWorkers(release);

    expect(await settled([first])).toEqual([failed("needs-relink")]);
    expect(await accountState()).toBe("needs_relink");
    const refused = await statuses(isToken);
    expect(refused.length).toBeLessThanOrEqual(3);
    expect(refused.slice(1).every((status) => status === 400)).toBe(true);
    const second = await addVisit(600_000);
    expect(await settled([second])).toEqual([failed("needs-relink")]);
    expect(await statuses(isToken)).toEqual(refused);
    const alarms = await system.sql("select kind from alarms");
    expect(alarms).toEqual([{ kind: "needs_relink" }]);
    // One for each visit, one for the alarm.
    expectPushes(3);
  });
});

async function addVisit(beforeMs: number): Promise<Date> {
  const order = { device: "Front door", at: at - beforeMs, imageDelayMs: NEVER_MS };
  const { event } = await system.emulator.control.addEvent(order);
  return new Date(event.at);
}

type LogLine = { level: number; msg: string; payload?: { eventId?: string } };

async function logLines(): Promise<LogLine[]> {
  const logs = await Promise.all(system.workers.map(({ logPath }) => readFile(logPath, "utf8")));
  const lines = logs.flatMap((log) => log.split("\n").filter((line) => /^\{.*\}$/.test(line)));
  return lines.map((line) => JSON.parse(line));
}

/** What a worker asks Ring when it starts must not meet what a test has Ring answer. */
async function workersAreIdle(): Promise<void> {
  await eventually(async () => {
    const started = (await logLines()).filter(({ msg }) => msg === "worker started");
    const jobs = await system.sql("select 1 from graphile_worker.jobs where run_at <= now()");
    return started.length === system.workers.length && jobs.length === 0;
  });
}

async function restartWorkers(
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const worker of system.workers) await worker.kill9();
  await meanwhile();
  for (const worker of system.workers) worker.start();
}

/** Lets a refresh read and lock its account, and stops it where it would write the new pair. */
async function holdAccountWrites(): Promise<{ release: () => Promise<void> }> {
  const holder = new pg.Client({ connectionString: system.databaseUrl });
  await holder.connect();
  await holder.query("begin; lock table ring_accounts in share mode");
  return { release: () => holder.end() };
}

async function heldWrites(): Promise<number> {
  const waiting = await system.sql(
    `select 1 from pg_stat_activity
     where wait_event_type = 'Lock' and query ilike 'update%ring_accounts%'`,
  );
  return waiting.length;
}
