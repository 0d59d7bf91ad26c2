import { createHmac, randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signBody } from "#lib/infra/signature.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { DEFAULT_HMAC_KEY, SECOND_HMAC_KEY } from "./fakes/ring/settings.ts";
import { SUB_TYPE_PLACES } from "./fakes/ring/webhook-body.ts";
import { addHouseholds, addPhone } from "./system/households.ts";
import { supervise } from "./system/process.ts";
import { isAtRest } from "./system/rest.ts";
import { type System, startSystem } from "./system.ts";

const key = DEFAULT_HMAC_KEY;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let system: System;
let account: string;
let device: string;

beforeAll(async () => {
  system = await startSystem({
    env: {
      RING_HMAC_KEYS: `${key},${SECOND_HMAC_KEY}`,
      VISIT_GAP_S: "2",
      // An alert waits for the recording, however busy the machine is.
      RECOGNITION_DEADLINE_S: "3600",
      // Where nothing was recorded, nobody waits for it.
      RING_CLIP_GIVE_UP_S: "1",
      RING_CLIP_RETRY_SCHEDULE_S: "1",
    },
  });
  await system.addSubscription();
  const [first] = await system.emulator.control.accounts();
  account = first?.id ?? "";
  device = first?.devices[0]?.id ?? "";
});

afterAll(() => system?.stop());

/** Long ago: whatever comes of it tells nobody. */
let longAgoMs = Date.now() - HOUR_MS;
/** Old enough that no recording of it can still come, new enough for an alert. */
let lastMs = Date.now() - MINUTE_MS / 2;
beforeEach(() => {
  longAgoMs += 1;
});

/** A moment of a visit of its own. */
function nextMoment(): number {
  lastMs -= 5_000;
  return lastMs;
}

/** Has something happen at the front door, of which nothing is recorded unless the order says so. */
async function happen(order: Partial<Parameters<System["emulator"]["control"]["addEvent"]>[0]>) {
  const { control } = system.emulator;
  const at = order.at ?? nextMoment();
  return await control.addEvent({ device: "Front door", media: null, ...order, at });
}

/** What the emulator was answered, delivery by delivery; waits until none is on its way. */
async function answersTo(ids: readonly number[]) {
  await system.emulator.idle();
  const deliveries = await system.emulator.control.deliveries();
  return deliveries
    .filter(({ id }) => ids.includes(id))
    .map(({ state, attempts }) => ({ state, statuses: attempts.map(({ status }) => status) }));
}

/** A recording with a visitor, and no picture before it: it alone decides. */
const recorded = { device: "Garden gate", media: "anna-day", imageDelayMs: 1_000 * HOUR_MS };

const delivered = { state: "delivered", statuses: [202] };

const atRest = () => eventually(() => isAtRest(system), 150_000);

/** What webhooks have left behind: rows, requests for recordings, alerts. */
async function traces() {
  const [rows] = await system.sql<{ inbox: number; events: number; visits: number }>(
    `select (select count(*) from webhook_deliveries)::int as inbox,
            (select count(*) from events)::int as events,
            (select count(*) from visits)::int as visits`,
  );
  if (!rows) throw new Error("The database answered nothing.");
  const journal = await system.emulator.control.journal();
  const clips = journal.filter(({ path }) => path.endsWith("/media/video/download")).length;
  return { ...rows, clips, alerts: alerts().length };
}

/** Alerts about visits, as the push service received them. */
function alerts(): { endpoint: string; tag: string; body: string }[] {
  return system.push
    .received()
    .map(({ endpoint, text }) => ({ endpoint, ...JSON.parse(text) }))
    .filter(({ tag }) => tag.startsWith("visit-"));
}

type Traces = Awaited<ReturnType<typeof traces>>;

/** What has been added. */
async function tracesSince(before: Traces): Promise<Traces> {
  const after = await traces();
  const added = Object.entries(after).map(([what, count]) => [
    what,
    count - before[what as keyof Traces],
  ]);
  return Object.fromEntries(added);
}

const oneAlert = { inbox: 1, events: 1, visits: 1, clips: 1, alerts: 1 };
const nothing = { inbox: 0, events: 0, visits: 0, clips: 0, alerts: 0 };

async function eventsAt(at: number) {
  return await system.sql<{
    kind: string;
    outcome: string;
    motion_class: string | null;
    reasons: string[];
  }>(
    `select e.kind, e.outcome, e.motion_class,
            (select array_agg(d.reason) from notification_decisions d where d.event_id = e.id)
              as reasons
     from events e where e.occurred_at = $1`,
    [new Date(at)],
  );
}

/** A camera's webhook as the contract has it; what is given replaces its parts. */
function webhook(meta: object = {}, data: object = {}, attributes: object = {}) {
  return JSON.stringify({
    meta: {
      version: "1.1",
      time: new Date(longAgoMs).toISOString(),
      request_id: randomUUID(),
      account_id: account,
      ...meta,
    },
    data: {
      id: `${device}_motion_${longAgoMs}`,
      type: "motion_detected",
      attributes: { source: device, source_type: "devices", timestamp: longAgoMs, ...attributes },
      ...data,
    },
  });
}

async function deliver(body: string | Buffer, signature?: string | null): Promise<number> {
  const signed = signature === undefined ? signBody(Buffer.from(body), key) : signature;
  const answer = await fetch(system.webhookUrl, {
    method: "POST",
    redirect: "manual",
    headers: {
      "content-type": "application/json",
      ...(signed !== null && { "x-signature": signed }),
    },
    body: new Uint8Array(Buffer.from(body)),
  });
  return answer.status;
}

it("W1 one event and one alert come of it, however often and in parallel it comes", async () => {
  const before = await traces();
  const { event, deliveries } = await happen({ duplicate: { copies: 7 } });
  expect(await answersTo(deliveries)).toEqual(Array(8).fill(delivered));
  await atRest();
  expect(await eventsAt(event.at)).toMatchObject([{ outcome: "no_recording" }]);
  expect(await tracesSince(before)).toEqual(oneAlert);
});

it("W2 one event and one alert come of it, also under several request ids", async () => {
  const before = await traces();
  const { event, deliveries } = await happen({ duplicate: { copies: 3, newRequestId: true } });
  expect(await answersTo(deliveries)).toEqual(Array(4).fill(delivered));
  await atRest();
  expect(await eventsAt(event.at)).toMatchObject([{ outcome: "no_recording" }]);
  expect(await tracesSince(before)).toEqual(oneAlert);
});

it("W4 a replay 10 minutes, 2 hours and 71 hours later is taken, tells nobody and adds nothing", async () => {
  const { control } = system.emulator;
  const before = await traces();
  const ages = [10 * MINUTE_MS, 2 * HOUR_MS, 71 * HOUR_MS];
  const made = await Promise.all(ages.map((age) => happen({ at: Date.now() - age - 1_000 })));
  const first = made.flatMap(({ deliveries }) => deliveries);
  expect(await answersTo(first)).toEqual(Array(3).fill(delivered));
  await atRest();
  const sent = (await control.deliveries()).filter(({ id }) => first.includes(id));
  const again = await Promise.all(sent.map(({ body }) => control.addNews({ account, body })));
  expect(await answersTo(again.flat())).toEqual(Array(3).fill(delivered));
  await atRest();
  for (const { event } of made)
    expect(await eventsAt(event.at)).toMatchObject([
      { outcome: "no_recording", reasons: ["late"] },
    ]);
  expect(await tracesSince(before)).toEqual({
    inbox: 3,
    events: 3,
    visits: 3,
    clips: 3,
    alerts: 0,
  });
});

it("W4 a delivery older than Ring keeps any is only stored", async () => {
  const before = await traces();
  const { event, deliveries } = await happen({ at: Date.now() - 81 * HOUR_MS });
  expect(await answersTo(deliveries)).toEqual([delivered]);
  await atRest();
  expect(await eventsAt(event.at)).toMatchObject([{ outcome: "late", reasons: ["late"] }]);
  expect(await tracesSince(before)).toEqual({ ...oneAlert, clips: 0, alerts: 0 });
});

const hex = (body: string, secret: string | Buffer) =>
  createHmac("sha256", secret).update(body).digest("hex");

const forgeries: [what: string, forge: (body: string) => string | null][] = [
  ["no signature", () => null],
  ["an empty signature", () => ""],
  ["a wrong prefix", (body) => `sha1=${hex(body, key)}`],
  ["no prefix", (body) => hex(body, key)],
  ["upper-case digits", (body) => `sha256=${hex(body, key).toUpperCase()}`],
  [
    "base64 in place of hex",
    (body) => `sha256=${createHmac("sha256", key).update(body).digest("base64")}`,
  ],
  ["another key", (body) => signBody(Buffer.from(body), "another key")],
  ["the key decoded from base64", (body) => `sha256=${hex(body, Buffer.from(key, "base64"))}`],
  ["the signature of a body of one byte more", (body) => signBody(Buffer.from(`${body} `), key)],
  [
    "the signature of the same JSON written differently",
    (body) => signBody(Buffer.from(JSON.stringify(JSON.parse(body), null, 1)), key),
  ],
  ["63 digits", (body) => signBody(Buffer.from(body), key).slice(0, -1)],
  ["65 digits", (body) => `${signBody(Buffer.from(body), key)}0`],
  ["two values", (body) => `${signBody(Buffer.from(body), key)}, sha256=${"0".repeat(64)}`],
];

describe("W5 a webhook whose signature is wrong", () => {
  it.each(forgeries)("W5 with %s is refused and leaves no trace", async (_, forge) => {
    const before = await traces();
    const body = webhook();
    expect(await deliver(body, forge(body))).toBe(401);
    expect(await tracesSince(before)).toEqual(nothing);
  });

  it("W5 is refused for good: Ring does not try again", async () => {
    const before = await traces();
    const signature = signBody(Buffer.from("another body"), key);
    const ids = await system.emulator.control.addNews({ account, body: webhook(), signature });
    expect(await answersTo(ids)).toEqual([{ state: "refused", statuses: [401] }]);
    expect(await tracesSince(before)).toEqual(nothing);
  });
});

it("W6 a webhook signed with the second key is taken like any other", async () => {
  const before = await traces();
  system.emulator.settings.hmacKey = SECOND_HMAC_KEY;
  const { event, deliveries } = await happen({}).finally(() => {
    system.emulator.settings.hmacKey = key;
  });
  expect(await answersTo(deliveries)).toEqual([delivered]);
  await atRest();
  expect(await eventsAt(event.at)).toMatchObject([{ outcome: "no_recording" }]);
  expect(await tracesSince(before)).toEqual(oneAlert);
});

it("W7 a motion's class is read wherever it stands, and may be missing or unheard of", async () => {
  const before = await traces();
  const orders = [
    ...SUB_TYPE_PLACES.map((subTypePlace) => ({ class: "human", subTypePlace })),
    { class: null },
    { class: "dragon" },
  ];
  const made = await Promise.all(orders.map(happen));
  expect(await answersTo(made.flatMap(({ deliveries }) => deliveries))).toEqual(
    Array(6).fill(delivered),
  );
  await atRest();
  const rows = await Promise.all(made.map(({ event }) => eventsAt(event.at)));
  const classes = rows.map(([row]) => row?.motion_class);
  expect(classes).toEqual(["human", "human", "human", "human", null, "unknown"]);
  expect(await tracesSince(before)).toEqual({
    inbox: 6,
    events: 6,
    visits: 6,
    clips: 6,
    alerts: 6,
  });
});

const oddities: [what: string, body: () => string | Buffer, outcome: RegExp][] = [
  ["an unknown type", () => webhook({}, { type: "smell_detected" }), /^stored$/],
  [
    "unknown fields",
    () => webhook({ moon: "full" }, { extra: [1] }, { component_ids: [] }),
    /^event$/,
  ],
  ["no account", () => webhook({ version: "1.0", account_id: undefined }), /^unlinked-account$/],
  ["nine digits of a second", () => webhook({ time: "2026-01-02T03:04:05.678901234Z" }), /^event$/],
  ["a class nobody knows", () => webhook({}, { subType: "dragon" }), /^event$/],
  [
    "a device of nobody",
    () => webhook({}, {}, { source: "ava1.ring.device.X" }),
    /^unknown-camera$/,
  ],
  ["no type", () => webhook({}, { type: undefined }), /^unreadable/],
  ["no JSON", () => `not json ${randomUUID()}`, /^unreadable/],
  ["nothing at all", () => "", /^unreadable/],
  ["bytes that are no UTF-8", () => Buffer.from([0xff, 0xfe, 0x00, 0x9f]), /^unreadable/],
  ["a NUL in its ids", () => webhook({ request_id: "a\0b" }, { id: "\0" }), /^event$/],
  ["a thousand levels", () => `${"[".repeat(1000)}${"]".repeat(1000)}`, /^unreadable/],
];

describe("W8 an authentic webhook", () => {
  it.each(oddities)(
    "W8 with %s is taken, and what became of it is known",
    async (_, make, outcome) => {
      const before = await traces();
      const body = Buffer.from(make());
      expect([200, 202]).toContain(await deliver(body));
      await atRest();
      const [row] = await system.sql<{ outcome: string }>(
        "select outcome from webhook_deliveries where body = $1",
        [body],
      );
      expect(row?.outcome).toMatch(outcome);
      const events = row?.outcome === "event" ? 1 : 0;
      expect(await tracesSince(before)).toMatchObject({
        inbox: 1,
        events,
        clips: events,
        alerts: 0,
      });
    },
  );

  it("W8 of 300 KB is refused as too large, and nothing is stored", async () => {
    const before = await traces();
    expect(await deliver(webhook({}, { padding: "x".repeat(300 * 1024) }))).toBe(413);
    expect(await tracesSince(before)).toEqual(nothing);
  });
});

it("W10 a handler slower than Ring waits is asked again, and one event and one alert come of it", async () => {
  const { control, settings } = system.emulator;
  const before = await traces();
  const holder = new pg.Client({ connectionString: system.databaseUrl });
  await holder.connect();
  await holder.query("begin; lock table webhook_deliveries in exclusive mode");
  const patienceMs = settings.webhookTimeoutMs;
  settings.webhookTimeoutMs = 300;
  await control.clock({ scale: 0.1 });
  try {
    const { event, deliveries } = await happen({});
    await eventually(async () => {
      const all = await control.deliveries();
      return all.find(({ id }) => id === deliveries[0])?.attempts.length === 2;
    });
    await holder.end();
    const [answer] = await answersTo(deliveries);
    expect(answer?.state).toBe("delivered");
    expect(answer?.statuses.slice(0, 2)).toEqual([null, null]);
    await atRest();
    expect(await eventsAt(event.at)).toMatchObject([{ outcome: "no_recording" }]);
    expect(await tracesSince(before)).toEqual(oneAlert);
  } finally {
    settings.webhookTimeoutMs = patienceMs;
    await control.clock({ scale: 1 });
  }
});

it("W11 a burst of 200 is taken at once, and each visit of five motions makes one alert", async () => {
  const [household] = await addHouseholds(system, 1, 2);
  if (!household) throw new Error("There is no household.");
  const endpoint = await addPhone(system, household.id, "Phone");
  await atRest();
  const before = await traces();
  const newest = Date.now() - MINUTE_MS / 2;
  const orders = Array.from({ length: 200 }, (_, index) => ({
    device: household.cameras[index % 2]?.deviceId ?? "",
    at: newest - Math.floor(index / 5) * 5_000 - (index % 5) * 500,
  }));
  const made = await Promise.all(orders.map(happen));
  expect(await answersTo(made.flatMap(({ deliveries }) => deliveries))).toEqual(
    Array(200).fill(delivered),
  );
  await atRest();
  const outcomes = await system.sql(
    "select outcome, count(*)::int from events where household_id = $1 group by 1",
    [household.id],
  );
  expect(outcomes).toEqual([{ outcome: "no_recording", count: 200 }]);
  const { clips, ...added } = await tracesSince(before);
  expect(added).toEqual({ inbox: 200, events: 200, visits: 40, alerts: 40 });
  expect(clips).toBeGreaterThanOrEqual(200);
  const tags = alerts().flatMap((alert) => (alert.endpoint === endpoint ? alert.tag : []));
  expect(new Set(tags).size).toBe(40);
});

it("W13 a motion and a press 300 ms later are one visit, and the alert says that it rang", async () => {
  const before = await traces();
  const at = nextMoment();
  const motion = await happen({ ...recorded, at });
  const press = await happen({ ...recorded, at: at + 300, type: "button_press" });
  const ids = [...motion.deliveries, ...press.deliveries];
  expect(await answersTo(ids)).toEqual([delivered, delivered]);
  await atRest();
  for (const { event } of [motion, press])
    expect(await eventsAt(event.at)).toMatchObject([{ outcome: "recognised" }]);
  expect(await tracesSince(before)).toEqual({
    inbox: 2,
    events: 2,
    visits: 1,
    clips: 2,
    alerts: 1,
  });
  expect(alerts().at(-1)?.body).toMatch(/^Rang at: Garden gate/);
  const [camera] = await system.sql("select kind from cameras where name = 'Garden gate'");
  expect(camera).toEqual({ kind: "doorbell" });
});

/** Two more of Ring's tries, ten times sooner than Ring's: one may fall into Postgres' own start. */
const NEXT_TRIES_MS = 100_000;

it("W9 it is answered 503 while the database is down, and Ring's next try brings the event", async () => {
  const { control } = system.emulator;
  const before = await traces();
  await control.clock({ scale: 0.1 });
  await system.postgres.kill9();
  const { event, deliveries } = await happen(recorded);
  const delivery = async () => (await control.deliveries()).find(({ id }) => id === deliveries[0]);
  await eventually(async () => (await delivery())?.attempts.length);
  expect((await delivery())?.attempts[0]?.status).toBe(503);
  expect((await system.health()).body.parts.database).toEqual({
    status: "down",
    detail: "The database does not answer.",
  });
  const supervisor = supervise(system.worker);
  try {
    await system.postgres.start();
    await eventually(async () => (await delivery())?.state === "delivered", NEXT_TRIES_MS);
    await eventually(async () => alerts().length > before.alerts, 60_000);
    expect(await eventsAt(event.at)).toMatchObject([{ outcome: "recognised" }]);
    expect(await tracesSince(before)).toEqual(oneAlert);
  } finally {
    supervisor.stop();
    await control.clock({ scale: 1 });
  }
});
