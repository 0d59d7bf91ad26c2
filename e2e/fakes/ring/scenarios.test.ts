/** Every named scenario of the contract, played against an endpoint that stands for the product. */
import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifySignature } from "#lib/infra/signature.ts";
import { deliveryKeys, parseNotice } from "#lib/ring/payload.ts";
import type { AccountReceipt } from "./households.ts";
import type { ScenarioOrder } from "./scenarios/scene.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";
import { DEFAULT_HMAC_KEY, SECOND_HMAC_KEY } from "./settings.ts";

/** The contract's own list, in its order. */
const IDS = [
  ...["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10"],
  ...["A1", "A2", "A3", "A4", "A5", "A6", "R1", "R2"],
  ...["W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8", "W9", "W10", "W11", "W12", "W13"],
  ...["L1", "L2", "L3", "D1", "H1"],
];

interface Received {
  path: string;
  body: Buffer;
  signature: string | null;
}

let server: Server;
let received: Received[];
let emulator: RingEmulator;
let account: AccountReceipt;

beforeEach(async () => {
  received = [];
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const signature = request.headers["x-signature"];
    received.push({
      path: request.url ?? "",
      body: Buffer.concat(parts),
      signature: typeof signature === "string" ? signature : null,
    });
    response.writeHead(request.url === "/api/webhooks/ring" ? 202 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  emulator = await startRingEmulator({
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/ring`,
    timeScale: 0.1,
    recordingDelayMs: 0,
  });
  account = await emulator.control.addAccount();
});

afterEach(async () => {
  await emulator.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Plays one and waits until its webhooks have arrived. */
async function play(id: string, order: ScenarioOrder = {}) {
  const receipt = await emulator.control.play(id, order);
  await emulator.idle();
  const all = await emulator.control.deliveries();
  const deliveries = receipt.deliveries.map(({ way, id }) => {
    const delivery = all[id - 1];
    if (!delivery) throw new Error(`no delivery ${id}`);
    return { way, ...delivery };
  });
  const bodies = received.filter(({ path }) => path === "/api/webhooks/ring");
  return { ...receipt, deliveries, bodies: bodies.map(({ body }) => body) };
}

/** Asks for the clip of a visit just played, and for what its redirect names; journalled. */
async function fetchClip(
  at: number,
  { duration = 20_000, patienceMs = PATIENT_MS } = {},
): Promise<Buffer | null> {
  const camera = encodeURIComponent(account.devices[0]?.id ?? "");
  const asked = await request(`${emulator.apiUrl}/v1/devices/${camera}/media/video/download`, {
    method: "POST",
    headers: { authorization: `Bearer ${account.accessToken}` },
    body: JSON.stringify({ timestamp: at - 2_000, duration }),
  });
  const location = asked?.headers.get("location") ?? "";
  const clip = location.startsWith(emulator.mediaUrl)
    ? await request(location, {}, patienceMs)
    : null;
  return clip && Buffer.from(await clip.arrayBuffer().catch(() => new ArrayBuffer(0)));
}

/** For answers that come, and for those that never do. */
const PATIENT_MS = 20_000;
const IMPATIENT_MS = 300;

const request = (url: string, init: RequestInit = {}, patienceMs = PATIENT_MS) =>
  fetch(url, { ...init, redirect: "manual", signal: AbortSignal.timeout(patienceMs) }).catch(
    () => null,
  );

/** Status and fault of every journalled request. */
const journalled = async () =>
  (await emulator.control.journal()).map(({ status, fault }) => [status, fault]);

function refresh(refreshToken: string, patienceMs = PATIENT_MS) {
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    refresh_token: refreshToken,
    client_id: emulator.settings.clientId,
    client_secret: emulator.settings.clientSecret,
  });
  return request(emulator.oauthTokenUrl, { method: "POST", body }, patienceMs);
}

const states = (deliveries: { state: string }[]) => deliveries.map(({ state }) => state);

it("has all 36 of the contract, each with a sentence", async () => {
  const lines = await emulator.control.scenarios();
  expect(lines.map(({ id }) => id).sort()).toEqual(IDS.sort());
  for (const { sentence } of lines) expect(sentence).toMatch(/^[A-Z0-9].+\. [A-Z].+\.$/);
});

describe("a scenario of a clip", () => {
  const healthy = [
    [303, null],
    [200, null],
  ];
  const body = (status: number, fault: string) => [
    [303, null],
    [status, fault],
  ];
  it.each<[id: string, asks: number, journal: unknown[]]>([
    ["C1", 4, [...Array.from({ length: 3 }, () => [425, "status"]), ...healthy]],
    ["C2", 2, [...body(404, "status"), ...healthy]],
    ["C3", 5, Array.from({ length: 5 }, () => [416, "status"])],
    ["C4", 2, [...body(206, "partial"), ...healthy]],
    ["C5", 2, [...body(200, "truncated"), ...healthy]],
    ["C5-half-file", 2, [...body(200, "half-file"), ...healthy]],
    ["C5-empty", 2, [...body(200, "empty"), ...healthy]],
    ["C5-html", 2, [...body(200, "html"), ...healthy]],
    ["C6", 2, [...body(403, "status"), ...healthy]],
    ["C7", 2, [[303, "redirect"], ...healthy]],
    ["C7-host", 1, [[303, "redirect"]]],
    ["C7-http", 1, [[303, "redirect"]]],
    ["C7-loopback", 1, [[303, "redirect"]]],
    ["C8", 2, [...body(200, "slow"), ...healthy]],
    ["C8-stall", 2, [...body(200, "stall"), ...healthy]],
    ["C9", 2, [...body(200, "garbage"), ...body(200, "garbage")]],
    ["C9-refused", 1, [[422, "status"]]],
    ["D1", 1, body(200, "slow")],
    ["R1", 2, [[429, "status"], ...healthy]],
    ["R1-date", 1, [[429, "status"]]],
    ["R1-absent", 1, [[429, "status"]]],
    ["R1-huge", 1, [[429, "status"]]],
    ["R2", 6, [...[500, 502, 503, 504].map((s) => [s, "status"]), [0, "reset"], ...healthy]],
    ["R2-dns", 1, [[303, "redirect"]]],
  ])("%s tells of a visit, and its clip meets it", async (id, asks, journal) => {
    const { events, deliveries, bodies } = await play(id);
    expect(states(deliveries)).toEqual(["delivered"]);
    expect(parseNotice(bodies[0] ?? Buffer.alloc(0))).toMatchObject({
      about: "camera-event",
      kind: "button_press",
      occurredAt: new Date(events[0]?.at ?? 0),
    });
    for (let ask = 0; ask < asks; ask++) {
      const neverEnds = ask === 0 && /^(C8|D1)/.test(id);
      const patienceMs = neverEnds ? IMPATIENT_MS : PATIENT_MS;
      await fetchClip(events[0]?.at ?? 0, { patienceMs });
    }
    // A request that was given up is journalled once its connection has closed.
    await expect.poll(journalled).toEqual(journal);
  });

  it.each([
    ["hevc", "hevc,audio,0,8"],
    ["silent", "h264,0,20"],
    ["rotated", "h264,audio,90,20"],
    ["long", "h264,audio,0,900"],
  ])("C10-%s serves a clip of that kind", async (way, expected) => {
    const { events } = await play(`C10-${way}`);
    expect(events).toHaveLength(1);
    const file = path.join(tmpdir(), `c10-${way}-${process.pid}.mp4`);
    await writeFile(
      file,
      (await fetchClip(events[0]?.at ?? 0, { duration: 900_000 })) ?? Buffer.alloc(0),
    );
    expect(await describeVideo(file)).toBe(expected);
    await rm(file);
  });
});

describe("a scenario of tokens", () => {
  it("A1 expires the token under three visits, and A2 under twenty", async () => {
    expect((await play("A1")).events).toHaveLength(3);
    await fetchClip(Date.now());
    await fetchClip(Date.now());
    expect(await journalled()).toEqual([
      [401, "status"],
      [401, null],
    ]);
    expect((await play("A2", { media: null })).events).toHaveLength(20);
    expect((await play("A2", { media: null, count: 4 })).events).toHaveLength(4);
  });

  it.each(["A3", "A3-held"])("%s rotates the token although no answer comes", async (id) => {
    await play(id);
    expect(await refresh(account.refreshToken, IMPATIENT_MS)).toBeNull();
    expect((await refresh(account.refreshToken))?.status).toBe(400);
  });

  it("A4 refuses for good, in the words of OAuth", async () => {
    await play("A4");
    for (let time = 0; time < 3; time++) {
      const answer = await refresh(account.refreshToken);
      expect([answer?.status, await answer?.json()]).toEqual([400, { error: "invalid_grant" }]);
    }
  });

  it("A5 fails, stays silent, and works", async () => {
    await play("A5");
    const answers = [];
    for (let time = 0; time < 4; time++) {
      const patienceMs = time === 2 ? IMPATIENT_MS : PATIENT_MS;
      answers.push((await refresh(account.refreshToken, patienceMs))?.status ?? null);
    }
    expect(answers).toEqual([500, 500, null, 200]);
  });

  it("A6 sends a code, and users/me says 403 twice", async () => {
    const { links } = await play("A6");
    expect(links).toMatchObject([{ exchangeStatus: 200 }]);
    const headers = { authorization: `Bearer ${account.accessToken}` };
    const me = async () => (await request(`${emulator.apiUrl}/v1/users/me`, { headers }))?.status;
    expect([await me(), await me(), await me()]).toEqual([403, 403, 200]);
  });
});

describe("a scenario of webhooks", () => {
  const kinds = (bodies: Buffer[]) => bodies.map((body) => parseNotice(body));

  it.each([
    ["W1", 8, 1],
    ["W2", 4, 4],
    ["W4", 2, 1],
    ["W4-71h", 2, 1],
  ])("%s sends %i deliveries of one event under %i request ids", async (id, count, requestIds) => {
    const { bodies, deliveries } = await play(id);
    const keys = bodies.map((body) => deliveryKeys(body));
    expect(deliveries).toHaveLength(count);
    expect(keys).toHaveLength(count);
    expect(new Set(keys.map(({ requestId }) => requestId)).size).toBe(requestIds);
    expect(new Set(keys.map(({ semanticKey }) => semanticKey)).size).toBe(1);
  });

  it("W3 tells of the removal before the motion, and Ring knows the camera no more", async () => {
    const { bodies } = await play("W3");
    const abouts = kinds(bodies).map(({ about }) => about);
    expect(abouts).toEqual(["device", "camera-event"]);
    await fetchClip(Date.now());
    expect(await journalled()).toEqual([[404, null]]);
  });

  it("W3-integration tells of the integration's end before its beginning", async () => {
    const { bodies } = await play("W3-integration");
    const changes = kinds(bodies).flatMap((n) => (n.about === "integration" ? [n.change] : []));
    expect(changes).toEqual(["removed", "added"]);
  });

  it("W5 forges twelve signatures, none of which holds", async () => {
    const { deliveries } = await play("W5");
    expect(new Set(deliveries.map(({ way }) => way)).size).toBe(12);
    const holds = received.map(({ body, signature }) =>
      verifySignature(body, signature, [DEFAULT_HMAC_KEY]),
    );
    expect(holds).toEqual(Array.from({ length: 12 }, () => false));
    expect((await play("W5-two-values")).deliveries).toHaveLength(1);
  });

  it("W6 signs with the other key", async () => {
    await play("W6");
    const [{ body, signature } = { body: Buffer.alloc(0), signature: null }] = received;
    expect(verifySignature(body, signature, [DEFAULT_HMAC_KEY])).toBe(false);
    expect(verifySignature(body, signature, [SECOND_HMAC_KEY])).toBe(true);
  });

  it("W7 puts the class everywhere", async () => {
    const { bodies } = await play("W7");
    const classes = kinds(bodies).map((n) => ("motionClass" in n ? n.motionClass : undefined));
    expect(classes.map(String).sort()).toEqual([
      ...["human", "human", "human", "human", "null", "unknown"],
    ]);
  });

  it("W8 sends bodies that are authentic and odd", async () => {
    const { deliveries } = await play("W8");
    expect(deliveries.map(({ way }) => way)).toEqual([
      ...["unknown-type", "extra-fields", "version-1.0", "nanoseconds", "300-kb", "invalid-utf8"],
    ]);
    for (const { body, signature } of received) {
      expect(verifySignature(body, signature, [DEFAULT_HMAC_KEY])).toBe(true);
    }
    const abouts = kinds(received.map(({ body }) => body)).map(({ about }) => about);
    expect(abouts.filter((about) => about === "camera-event")).toHaveLength(4);
    expect(abouts).toContain("unreadable");
    expect(Math.max(...received.map(({ body }) => body.length))).toBeGreaterThan(300 * 1024);
  });

  it("W9 is a visit whose attempts one can follow", async () => {
    const { deliveries } = await play("W9");
    expect(deliveries.map(({ attempts }) => attempts.length)).toEqual([1]);
  });

  it("W10 comes again although it was answered", async () => {
    const { deliveries } = await play("W10");
    expect(deliveries[0]?.attempts.map(({ status }) => status)).toEqual([null, null, 202]);
    expect(received).toHaveLength(3);
  });

  it("W11 sends 200, five of which are motions", async () => {
    const { bodies, events } = await play("W11");
    expect(bodies).toHaveLength(200);
    expect(events).toHaveLength(5);
    expect(new Set(bodies.map((body) => deliveryKeys(body).semanticKey)).size).toBe(200);
  });

  it("W12 names a neighbour's account and nobody's", async () => {
    const { bodies } = await play("W12");
    const accounts = bodies.map((body) => deliveryKeys(body).ringAccountId);
    expect(new Set(accounts).size).toBe(2);
    expect(accounts).not.toContain(account.id);
  });

  it("W13 sends a motion and a press 300 ms apart", async () => {
    const { events } = await play("W13");
    expect(events.map(({ type }) => type)).toEqual(["motion_detected", "button_press"]);
    expect((events[1]?.at ?? 0) - (events[0]?.at ?? 0)).toBe(300);
  });

  it("H1 sends nothing", async () => {
    const { events, deliveries } = await play("H1");
    expect([events.length, deliveries.length, received.length]).toEqual([1, 0, 0]);
  });
});

describe("a scenario of links", () => {
  it("L1 makes every bad redirect", async () => {
    const { links } = await play("L1");
    const ways = links.map(({ way }) => way);
    expect(ways).toEqual([
      ...["nonce", "stale", "future", "reused", "reused", "another", "another", "linked"],
    ]);
    for (const { redirect } of links) expect(redirect).toMatch(/\/link\?nonce=.{43}&time=\d{13}$/);
    expect(received.filter(({ path }) => path === "/api/ring/token-exchange")).toHaveLength(7);
  });

  it("L2 sends a code too late, and another one twice", async () => {
    const { links } = await play("L2");
    expect(links.flatMap(({ exchangeStatus }) => exchangeStatus ?? [])).toEqual([200, 200, 200]);
    const codes = received.map(({ body }) => body.toString());
    expect(new Set(codes).size).toBe(2);
  });

  it("L3 fails the completion of a link twice", async () => {
    const { links } = await play("L3");
    expect(links).toHaveLength(1);
    const headers = { authorization: `Bearer ${account.accessToken}` };
    const url = `${emulator.apiUrl}/v1/accounts/me/app-integrations`;
    for (const method of ["POST", "PATCH", "PATCH"]) await request(url, { method, headers });
    const faults = (await journalled()).map(([, fault]) => fault);
    expect(faults).toEqual([null, "status", "status"]);
  });
});

describe("a scenario", () => {
  it("can be armed without being played", async () => {
    await emulator.control.scenario("C1");
    expect(received).toEqual([]);
    await expect(emulator.control.scenario("W1")).rejects.toThrow("play it with a body");
  });

  it("that needs a camera says so where there is none", async () => {
    await emulator.control.reset();
    await expect(emulator.control.play("W1")).rejects.toThrow("there is no camera yet");
  });

  it("that does not exist is refused with the names of those that do", async () => {
    await expect(emulator.control.play("Z9")).rejects.toThrow("C1 C2");
    await expect(emulator.control.play("C5-lace")).rejects.toThrow("half-file");
  });
});

/** Codec, whether there is sound, rotation in degrees, and length in whole seconds. */
async function describeVideo(file: string): Promise<string> {
  const entries = "stream=codec_name,codec_type:stream_side_data=rotation:format=duration";
  const args = ["-v", "error", "-show_entries", entries, "-of", "json", file];
  const { stdout } = await promisify(execFile)("ffprobe", args);
  const { streams, format } = JSON.parse(stdout) as {
    streams: { codec_name: string; codec_type: string; side_data_list?: { rotation: number }[] }[];
    format: { duration: string };
  };
  const video = streams.find(({ codec_type }) => codec_type === "video");
  const sound = streams.filter(({ codec_type }) => codec_type === "audio").map(() => "audio");
  const rotation = video?.side_data_list?.[0]?.rotation ?? 0;
  return [video?.codec_name, ...sound, rotation, Math.round(Number(format.duration))].join(",");
}
