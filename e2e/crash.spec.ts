import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DEFAULT_PLAN } from "#lib/alerts/default-plan.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, PHONE, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { lookAt } from "./screens/look.ts";
import { supervise } from "./system/process.ts";
import { endWait, isAtRest } from "./system/rest.ts";
import { openPage } from "./system/session.ts";
import { expectNothingLost, type PlayedEvent } from "./system/settled.ts";
import { type System, startSystem } from "./system.ts";

const played: PlayedEvent[] = [];
let browser: TestBrowser;
let system: System;

beforeAll(async () => {
  browser = await startBrowser();
  system = await startSystem({
    // Every event is a visit of its own, and none is too old or too slow to be told of by name.
    env: { VISIT_GAP_S: "1", RING_NOTIFY_MAX_AGE_S: "7200", RECOGNITION_DEADLINE_S: "3600" },
  });
  await system.addSubscription("Phone");
  await system.addSubscription("Tablet");
});

afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

const MEDIA = ["anna-day", "empty-wind", "bert-day"] as const;
/** Events lie so far apart that no recording reaches into the next, however long the tests take. */
const SPACING_MS = 40_000;
const STARTED_AT = Date.now();

/** Has something happen at a door, in the past; its webhook leaves at once. */
async function happen(): Promise<void> {
  const count = played.length;
  const media = MEDIA[count % MEDIA.length] ?? MEDIA[0];
  const { event } = await system.emulator.control.addEvent({
    device: count % 2 === 0 ? "Front door" : "Garden gate",
    at: STARTED_AT - (count + 1) * SPACING_MS,
    media,
  });
  const outcome = media === "empty-wind" ? "no_face" : "recognised";
  played.push({ deviceId: event.deviceId, at: event.at, outcome });
}

async function happenTimes(count: number): Promise<void> {
  for (let index = 0; index < count; index++) await happen();
}

/** Says how long the system took to have everything settled again. */
async function report(what: string, since: number, lost: () => Promise<number>): Promise<number> {
  const unconfirmed = await lost();
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  process.stdout.write(`${what}: everything settled ${seconds} s later\n`);
  return unconfirmed;
}

it("kill -9 of the worker in mid-clip loses no event and tells nobody twice", async () => {
  const { sql, worker } = system;
  await happenTimes(12);
  await eventually(async () => {
    // Stopped first, so that the clip is surely still being analysed when the kill comes.
    process.kill(worker.pid, "SIGSTOP");
    const [analysis] = await sql(
      `select 1 from graphile_worker.jobs
         where task_identifier = 'analyse-clip' and locked_at is not null`,
    );
    if (analysis) return true;
    process.kill(worker.pid, "SIGCONT");
    return false;
  });
  await worker.kill9();
  const killedAt = performance.now();
  worker.start();
  await report("worker killed", killedAt, () => expectNothingLost(system, played));
});

it("kill -9 of the web process while webhooks are being stored loses none of them", async () => {
  const { web } = system;
  const release = await system.postgres.hold("webhook_deliveries");
  await happenTimes(4);
  await eventually(() => waitsFor("webhook_deliveries"));
  await web.kill9();
  const killedAt = performance.now();
  await release();
  await happenTimes(4);
  web.start();
  await happenTimes(4);
  await report("web killed", killedAt, () => expectNothingLost(system, played));
  const deliveries = await system.emulator.control.deliveries();
  expect(deliveries.filter(({ attempts }) => attempts.length > 1).length).toBeGreaterThan(3);
});

it("kill -9 of Postgres is survived: the pages by themselves, the worker started again at most", async () => {
  const { postgres, web, sql } = system;
  const webPid = web.pid;
  const page = await openPage(system);
  await happenTimes(6);
  await eventually(async () => (await sql("select 1 from graphile_worker.jobs")).length > 0);
  await postgres.kill9();
  const killedAt = performance.now();
  const supervisor = supervise(system.worker);
  try {
    await happenTimes(4);
    await eventually(async () => {
      const deliveries = await system.emulator.control.deliveries();
      return deliveries.some(({ attempts }) => attempts.some(({ status }) => status === 503));
    });
    await postgres.start();
    await happenTimes(2);
    await report("Postgres killed", killedAt, () => expectNothingLost(system, played));
    expect(web.pid).toBe(webPid);
    const before = page.changes();
    await happen();
    await eventually(async () => page.changes() > before);
    await expectNothingLost(system, played);
  } finally {
    supervisor.stop();
    page.close();
  }
});

it("a Postgres that says nothing keeps nobody waiting: a page says so and mends itself, Ring comes again", async () => {
  const { baseUrl, emulator, postgres } = system;
  const page = await browser.newPage(PHONE);
  await signIn(page, system);
  const goOn = await postgres.freeze();
  try {
    await happen();
    await page.goto(`${baseUrl}/people`);
    await expectPage(page.getByText("see that Kith's database is running")).toBeVisible();
    await expectPage(page.getByRole("button", { name: "Try again" })).toBeVisible();
    expect(await lookAt(page, "failure", "phone")).toEqual([]);
    const last = async () => (await emulator.control.deliveries()).at(-1)?.attempts[0]?.status;
    expect(await eventually(last)).toBe(503);
  } finally {
    goOn();
  }
  await expectPage(page.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  await report("Postgres frozen", performance.now(), () => expectNothingLost(system, played));
});

it("kill -9 of the worker while a push is being handed over never sends it a second time", async () => {
  const { push, worker } = system;
  const release = push.hold();
  await happenTimes(3);
  await eventually(async () => push.held() >= 2);
  await worker.kill9();
  const killedAt = performance.now();
  release();
  worker.start();
  const unconfirmed = await report("worker killed at the push service", killedAt, () =>
    expectNothingLost(system, played),
  );
  expect(unconfirmed).toBeGreaterThanOrEqual(2);
});

it("kill -9 of the worker in mid-digest sends it once, with all that was kept for it", async () => {
  const { postgres, push, sql, worker } = system;
  await keepAllForDigest();
  await happenTimes(3);
  const kept = async () =>
    await sql<{ visit: string; digest: string | null }>(
      `select distinct visit_id as visit, digest_id as digest from notification_decisions
       where reason = 'rule-digest'`,
    );
  await eventually(async () => (await kept()).length >= 2 && (await isAtRest(system)));
  const count = (await kept()).length;

  const release = await postgres.hold("digests");
  await endWait(system, "send-digest");
  await eventually(() => waitsFor("digests"));
  await worker.kill9();
  await release();
  worker.start();
  const digests = () =>
    push
      .received()
      .map(({ endpoint, text }) => ({ endpoint, ...JSON.parse(text) }))
      .filter(({ tag }) => tag.startsWith("digest-"));
  await eventually(async () => digests().length === 2);
  await eventually(() => isAtRest(system));
  expect(new Set(digests().map(({ endpoint }) => endpoint)).size).toBe(2);
  const titles = digests().map(({ title }) => title);
  expect(titles).toEqual(titles.map(() => `${count} visits in your digest`));
  const [first, ...others] = new Set((await kept()).map(({ digest }) => digest));
  expect(first).not.toBeNull();
  expect(others).toEqual([]);
});

/** Has the owner's rules keep everybody for the digest. */
async function keepAllForDigest(): Promise<void> {
  const rule = {
    ...{ ruleId: randomUUID(), whom: { kind: "anybody" }, cameraIds: [], weekdays: [] },
    ...{ hours: null, how: "digest", cooldownMinutes: 0 },
  };
  const plan = { ...DEFAULT_PLAN, rules: [rule] };
  await system.sql(
    `insert into alert_settings (household_id, account_id, plan, revision)
     select household_id, account_id, $1, 1 from memberships`,
    [JSON.stringify(plan)],
  );
}

/** Whether somebody waits to write into a table. */
async function waitsFor(table: string): Promise<boolean> {
  const waiting = await system.sql(
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike $1",
    [`%${table}%`],
  );
  return waiting.length > 0;
}
