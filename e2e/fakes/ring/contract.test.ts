/** The client against the emulator, over real HTTP: what the product relies on. */
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import { TokenExpiredError } from "#lib/infra/ring-client/refusals.ts";
import type { RingClientSettings } from "#lib/infra/ring-client/types.ts";
import { createRingClient } from "#lib/infra/ring-client.ts";
import type { AccountReceipt } from "./ordering.ts";
import { RECORDINGS_FOLDER } from "./ordering.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";

let emulator: RingEmulator;
let account: AccountReceipt;
let folder: string;

beforeAll(async () => {
  emulator = await startRingEmulator({ recordingDelayMs: 0, imageDelayMs: 0 });
  folder = await mkdtemp(path.join(tmpdir(), "ring-contract-"));
});

afterAll(async () => {
  await emulator.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  emulator.settings.clipDelivery = "redirect";
  await emulator.control.reset();
  account = await emulator.control.addAccount({
    name: "Sam",
    devices: [
      {
        name: "Front door",
        state: "OR",
        privacyZones: [{ id: "p1", vertices: [corner(0, 0), corner(0.5, 0), corner(0.5, 0.4)] }],
      },
      { name: "Garden gate", kind: "camera", online: false, bare: true },
    ],
  });
});

const corner = (x: number, y: number) => ({ x, y });

function client(overrides: Partial<RingClientSettings> = {}) {
  return createRingClient({
    apiBaseUrl: emulator.apiUrl,
    oauthTokenUrl: emulator.oauthTokenUrl,
    clientId: emulator.settings.clientId,
    clientSecret: emulator.settings.clientSecret,
    mediaHostAllowlist: ["media.api.amazonvision.com"],
    allowInsecureMedia: true,
    mediaMaxBytes: 10_000_000,
    ...overrides,
  });
}

const frontDoor = () => account.devices[0]?.id ?? "";

/** An event of a minute ago, and the order that a job would place for it. */
async function pastVisit(event: object = {}) {
  const at = Date.now() - 60_000;
  const made = await emulator.control.addEvent({ device: "Front door", at, ...event });
  const toFile = path.join(folder, "clip.mp4");
  const order = { deviceId: frontDoor(), timestampMs: at - 2_000, durationMs: 20_000, toFile };
  return { at, order, toFile, event: made.event };
}

const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => expect.fail(`succeeded with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );

const leftovers = () => readdir(folder);

describe("tokens", () => {
  it("come for a code once, and the account's id with them", async () => {
    const tokens = await client().exchangeCode(account.code);
    expect(tokens.expiresAt.getTime()).toBeGreaterThan(Date.now() + 14_000_000);
    expect(await client().usersMe(tokens.accessToken)).toEqual({ accountId: account.id });
    const again = await failure(client().exchangeCode(account.code));
    expect(again).toMatchObject({ name: "PermanentError", reason: "needs-relink" });
  });

  it("are refused after the code's 60 seconds", async () => {
    await emulator.control.clock({ offset: 61_000 });
    expect(await failure(client().exchangeCode(account.code))).toBeInstanceOf(PermanentError);
  });

  it("rotate: the new pair works, the old refresh token never again", async () => {
    const second = await client().refresh(account.refreshToken);
    expect(second.refreshToken).not.toBe(account.refreshToken);
    const reused = await failure(client().refresh(account.refreshToken));
    expect(reused).toMatchObject({ reason: "needs-relink" });
    const third = await client().refresh(second.refreshToken);
    expect(await client().listDevices(third.accessToken)).toHaveLength(2);
  });

  it("say so when they have expired, and a server's trouble never ends a link", async () => {
    await emulator.control.expireTokens(account.id);
    expect(await failure(client().usersMe(account.accessToken))).toBeInstanceOf(TokenExpiredError);
    await emulator.control.faults({ token: [{ kind: "status", status: 500 }, { kind: "hang" }] });
    const impatient = client({ requestTimeoutMs: 300 });
    for (let time = 0; time < 2; time++) {
      const error = await failure(impatient.refresh(account.refreshToken));
      expect(error).not.toBeInstanceOf(PermanentError);
    }
    await expect(impatient.refresh(account.refreshToken)).resolves.toBeDefined();
  });

  it("are refused with a wrong secret for its own reason", async () => {
    const wrong = client({ clientSecret: "wrong" });
    expect(await failure(wrong.refresh(account.refreshToken))).toMatchObject({
      reason: "client-refused",
    });
  });

  it("die when the owner removes the app in Ring", async () => {
    await emulator.control.unlink(account.id);
    const listed = await failure(client().listDevices(account.accessToken));
    expect(listed).toBeInstanceOf(TokenExpiredError);
    expect(await failure(client().refresh(account.refreshToken))).toMatchObject({
      reason: "needs-relink",
    });
  });
});

describe("devices", () => {
  it("carry their parts, privacy zones as polygons included", async () => {
    const [door, gate] = await client().listDevices(account.accessToken);
    expect(door).toEqual({
      id: frontDoor(),
      name: "Front door",
      online: true,
      privacyZones: [[corner(0, 0), corner(0.5, 0), corner(0.5, 0.4)]],
      motionZones: [],
      country: "US",
      state: "OR",
    });
    expect(door?.id.length).toBeGreaterThan(100);
    expect(gate).toMatchObject({ name: "Garden gate", online: false, privacyZones: [] });
    expect(gate).toMatchObject({ country: null, state: null });
  });

  it("of somebody else are out of reach", async () => {
    const other = await emulator.control.addAccount({ name: "Robin" });
    const { order } = await pastVisit();
    const stranger = await failure(client().downloadClip(other.accessToken, order));
    expect(stranger).toMatchObject({ reason: "not-authorised" });
  });

  it("have a history, newest first, back to a moment", async () => {
    const now = Date.now();
    for (const minutes of [50, 30, 10]) {
      const type = minutes === 30 ? "button_press" : "motion_detected";
      const at = now - minutes * 60_000;
      await emulator.control.addEvent({ device: "Front door", type, class: "human", at });
    }
    const since = new Date(now - 40 * 60_000);
    const events = await client().eventHistory(account.accessToken, {
      deviceId: frontDoor(),
      since,
    });
    expect(events.map(({ kind, motionClass }) => [kind, motionClass])).toEqual([
      ["motion", "human"],
      ["button_press", null],
    ]);
    expect(events[0]?.startedAt.getTime()).toBe(now - 10 * 60_000);
  });

  it("have a history of many pages", async () => {
    const now = Date.now();
    for (let minutes = 1; minutes <= 120; minutes++) {
      const at = now - minutes * 60_000;
      await emulator.control.addEvent({ device: "Front door", media: null, at });
    }
    const order = { deviceId: frontDoor(), since: new Date(0) };
    expect(await client().eventHistory(account.accessToken, order)).toHaveLength(120);
  });
});

describe("a clip", () => {
  it.each(["redirect", "direct"] as const)("comes whole by %s", async (delivery) => {
    emulator.settings.clipDelivery = delivery;
    const { at, order, toFile } = await pastVisit({ media: "mei-day" });
    const receipt = await client().downloadClip(account.accessToken, order);
    const original = await readFile(path.join(RECORDINGS_FOLDER, "mei-day.mp4"));
    expect(await readFile(toFile)).toEqual(original);
    expect(receipt).toEqual({
      bytes: original.length,
      startedAtMs: at - 2_000,
      lengthMs: null,
      partial: false,
    });
  });

  it("is fetched from the media host without the bearer", async () => {
    const { order } = await pastVisit();
    await client().downloadClip(account.accessToken, order);
    const calls = (await emulator.control.journal()).map(({ origin, method, status, bearer }) => ({
      origin,
      method,
      status,
      bearer,
    }));
    expect(calls).toEqual([
      { origin: "api", method: "POST", status: 303, bearer: true },
      { origin: "media", method: "GET", status: 200, bearer: false },
    ]);
  });

  it("keeps its length when Ring has only part of the range", async () => {
    const { order } = await pastVisit();
    await emulator.control.scenario("C4");
    const receipt = await client().downloadClip(account.accessToken, order);
    expect(receipt).toMatchObject({ partial: true, lengthMs: 6_000 });
  });

  it("that is being processed is not there yet, three times, then it is", async () => {
    const { order } = await pastVisit();
    await emulator.control.scenario("C1");
    for (let time = 0; time < 3; time++) {
      const error = await failure(client().downloadClip(account.accessToken, order));
      expect(error).toBeInstanceOf(NotYetError);
    }
    await expect(client().downloadClip(account.accessToken, order)).resolves.toBeDefined();
  });

  it("becomes ready by itself after the recording delay", async () => {
    const at = Date.now();
    await emulator.control.addEvent({ device: "Front door", at, recordingDelayMs: 60_000 });
    const toFile = path.join(folder, "late.mp4");
    const order = { deviceId: frontDoor(), timestampMs: at - 2_000, durationMs: 20_000, toFile };
    const early = await failure(client().downloadClip(account.accessToken, order));
    expect(early).toBeInstanceOf(NotYetError);
    await emulator.control.clock({ offset: 61_000 });
    await expect(client().downloadClip(account.accessToken, order)).resolves.toBeDefined();
  });

  it("that was never recorded is not there yet", async () => {
    const { order } = await pastVisit({ media: null });
    const error = await failure(client().downloadClip(account.accessToken, order));
    expect(error).toBeInstanceOf(NotYetError);
    expect(String(error)).toContain("TIMESTAMP_NOT_FOUND");
  });

  it("from before the consent is refused for good", async () => {
    const { order } = await pastVisit();
    const timestampMs = Date.now() - 40 * 24 * 3_600_000;
    const early = client().downloadClip(account.accessToken, { ...order, timestampMs });
    expect(await failure(early)).toMatchObject({ reason: "not-authorised" });
  });

  it.each([
    ["2", 2],
    ["99999", 300],
    ["0", 1],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 1],
    ["nonsense", 1],
  ])("waits for Retry-After: %s", async (header, seconds) => {
    const now = new Date("2026-01-02T03:04:05.000Z");
    const { order } = await pastVisit();
    const headers = { "retry-after": header };
    await emulator.control.faults({ clip: [{ kind: "status", status: 429, headers }] });
    const error = await failure(
      client({ now: () => now }).downloadClip(account.accessToken, order),
    );
    expect(error).toBeInstanceOf(NotYetError);
    expect((error as NotYetError).retryAt).toEqual(new Date(now.getTime() + seconds * 1000));
  });

  it.each([
    ["C9-refused", "corrupt-recording"],
    ["C9-garbage", "not-a-video"],
    ["C7-metadata", "redirect-refused"],
    ["C7-host", "redirect-refused"],
  ])("in scenario %s ends as %s and leaves no file", async (scenario, reason) => {
    const { order } = await pastVisit();
    await emulator.control.scenario(scenario);
    const error = await failure(client().downloadClip(account.accessToken, order));
    expect(error).toMatchObject({ name: "PermanentError", reason });
    expect(await leftovers()).not.toContain("clip.mp4");
  });

  it.each(["C2", "C5-truncated", "C5-empty", "C5-html", "C6", "C8-slow", "C8-stall"])(
    "in scenario %s fails for now, leaves no file and succeeds next time",
    async (scenario) => {
      const { order } = await pastVisit();
      await emulator.control.scenario(scenario);
      const hasty = client({ mediaIdleMs: 300, mediaTotalMs: 1_500 });
      const error = await failure(hasty.downloadClip(account.accessToken, order));
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(PermanentError);
      expect(error).not.toBeInstanceOf(NotYetError);
      expect(await leftovers()).not.toContain("clip.mp4");
      await expect(client().downloadClip(account.accessToken, order)).resolves.toBeDefined();
    },
  );

  it("that stalls is given up after the silence, not after the deadline", async () => {
    const { order } = await pastVisit();
    await emulator.control.scenario("C8-stall");
    const error = await failure(
      client({ mediaIdleMs: 200 }).downloadClip(account.accessToken, order),
    );
    expect(String(error)).toContain("stalled for 200 ms");
  });

  it("larger than the cap is refused, announced or not", async () => {
    const { order } = await pastVisit();
    const small = client({ mediaMaxBytes: 1_000 });
    const error = await failure(small.downloadClip(account.accessToken, order));
    expect(error).toMatchObject({ reason: "too-large" });
  });

  it("never follows loopback or plain http outside the emulator", async () => {
    const { order } = await pastVisit();
    const strict = client({ allowInsecureMedia: false, mediaHostAllowlist: ["127.0.0.1"] });
    const error = await failure(strict.downloadClip(account.accessToken, order));
    expect(error).toMatchObject({ reason: "redirect-refused" });
    expect((await emulator.control.journal()).every(({ origin }) => origin === "api")).toBe(true);
  });

  it("stops after three redirects", async () => {
    const { order } = await pastVisit();
    const location = `${emulator.apiUrl}/v1/devices/x/media/video/download`;
    await emulator.control.faults({ clip: [{ kind: "redirect", location, times: 9 }] });
    const error = await failure(client().downloadClip(account.accessToken, order));
    expect(error).toMatchObject({ reason: "redirect-refused" });
    expect(await emulator.control.journal()).toHaveLength(4);
  });

  it("stops when its job is cancelled", async () => {
    const { order } = await pastVisit();
    await emulator.control.scenario("C8-stall");
    const signal = AbortSignal.timeout(200);
    const error = await failure(client().downloadClip(account.accessToken, { ...order, signal }));
    expect(error).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a frame", () => {
  it("comes from the recording at the moment asked for", async () => {
    const { at, order } = await pastVisit();
    const toFile = path.join(folder, "frame.jpg");
    const { deviceId } = order;
    const asked = { deviceId, timestampMs: at + 5_000, toFile };
    const receipt = await client().downloadImage(account.accessToken, asked);
    expect(receipt.takenAtMs).toBe(at + 5_000);
    expect((await stat(toFile)).size).toBe(receipt.bytes);
    const media = (await emulator.control.journal()).find(({ origin }) => origin === "media");
    expect(media).toMatchObject({ status: 200, bearer: false });
  });

  it("of footage that is not there is not there yet", async () => {
    const { at, order } = await pastVisit({ media: null });
    const toFile = path.join(folder, "frame.jpg");
    const asked = { deviceId: order.deviceId, timestampMs: at, toFile };
    const error = await failure(client().downloadImage(account.accessToken, asked));
    expect(error).toBeInstanceOf(NotYetError);
  });
});

describe("the media host", () => {
  it("fails loudly when a bearer arrives", async () => {
    const response = await fetch(`${emulator.mediaUrl}/v1/download`, {
      headers: { authorization: `Bearer ${account.accessToken}` },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("BEARER_LEAKED");
  });
});
