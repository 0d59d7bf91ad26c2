import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signBody } from "#lib/infra/signature.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { supervise } from "./system/process.ts";
import { type System, startSystem } from "./system.ts";

let system: System;
let key: string;
let account: string;
let device: string;

beforeAll(async () => {
  system = await startSystem();
  key = system.emulator.settings.hmacKey;
  const [first] = await system.emulator.control.accounts();
  account = first?.id ?? "";
  device = first?.devices[0]?.id ?? "";
});

afterAll(() => system?.stop());

let atMs = Date.now() - 3_600_000;
beforeEach(() => {
  atMs += 1;
});

/** A camera's webhook as the contract has it; what is given replaces its parts. */
function webhook(meta: object = {}, data: object = {}, attributes: object = {}) {
  return JSON.stringify({
    meta: {
      version: "1.1",
      time: new Date(atMs).toISOString(),
      request_id: randomUUID(),
      account_id: account,
      ...meta,
    },
    data: {
      id: `${device}_motion_${atMs}`,
      type: "motion_detected",
      attributes: { source: device, source_type: "devices", timestamp: atMs, ...attributes },
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

async function inboxSize(): Promise<number> {
  return (await system.sql("select 1 from webhook_deliveries")).length;
}

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

describe("a webhook whose signature is wrong (W5)", () => {
  it.each(forgeries)("with %s is refused and leaves no trace", async (_, forge) => {
    const before = await inboxSize();
    const body = webhook();
    expect(await deliver(body, forge(body))).toBe(401);
    expect(await inboxSize()).toBe(before);
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

describe("an authentic webhook (W8)", () => {
  it.each(oddities)(
    "with %s is taken, and what became of it is known",
    async (_, make, outcome) => {
      const body = Buffer.from(make());
      expect([200, 202]).toContain(await deliver(body));
      const settled = await eventually(async () => {
        const [row] = await system.sql<{ outcome: string | null }>(
          "select outcome from webhook_deliveries where body = $1",
          [body],
        );
        return row?.outcome;
      });
      expect(settled).toMatch(outcome);
    },
  );

  it("of 300 KB is refused as too large, and nothing is stored", async () => {
    const before = await inboxSize();
    expect(await deliver(webhook({}, { padding: "x".repeat(300 * 1024) }))).toBe(413);
    expect(await inboxSize()).toBe(before);
  });

  it("makes one event, however often and in parallel it comes (W1)", async () => {
    const body = webhook();
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(body)));
    expect(new Set(answers)).toEqual(new Set([202]));
    await expectOneEvent();
  });

  it("makes one event under several request ids (W2)", async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => deliver(webhook())));
    expect(new Set(answers)).toEqual(new Set([202]));
    await expectOneEvent();
  });
});

async function expectOneEvent(): Promise<void> {
  const rows = () =>
    system.sql("select 1 from events where occurred_at = $1 and outcome is not null", [
      new Date(atMs),
    ]);
  await eventually(async () => (await rows()).length > 0);
  await eventually(async () => {
    const open = await system.sql("select 1 from webhook_deliveries where outcome is null");
    return open.length === 0;
  });
  expect(await rows()).toHaveLength(1);
}

it("is answered 503 while the database is down, and Ring's next try brings the event (W9)", async () => {
  const { control } = system.emulator;
  await system.postgres.kill9();
  const at = Date.now() - 60_000;
  const { deliveries } = await control.addEvent({ device: "Front door", at, media: "anna-day" });
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
    await eventually(async () => (await delivery())?.state === "delivered", 60_000);
    const [event] = await eventually(async () => {
      const rows = await system.sql("select outcome from events where occurred_at = $1", [
        new Date(at),
      ]);
      return rows[0]?.outcome ? rows : undefined;
    }, 60_000);
    expect(event).toEqual({ outcome: "recognised" });
  } finally {
    supervisor.stop();
  }
});
