/** Clips and frames, over real HTTP, with every way in which they fail. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NotYetError, PermanentError } from "#lib/errors.ts";
import { TokenExpiredError } from "#lib/infra/ring-client/refusals.ts";
import { failure, type Stage, setStage } from "./contract-stage.ts";
import { RECORDINGS_FOLDER } from "./ordering.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});

afterAll(async () => {
  await stage.close();
});

beforeEach(async () => {
  await stage.reset();
});

describe("a clip", () => {
  it.each(["redirect", "direct"] as const)("comes whole by %s", async (delivery) => {
    stage.emulator.settings.clipDelivery = delivery;
    const { at, order, toFile } = await stage.pastVisit({ media: "mei-day" });
    const receipt = await stage.client().downloadClip(stage.account.accessToken, order);
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
    const { order } = await stage.pastVisit();
    await stage.client().downloadClip(stage.account.accessToken, order);
    const calls = (await stage.control.journal()).map(({ origin, method, status, bearer }) => ({
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
    const { order } = await stage.pastVisit();
    await stage.control.scenario("C4");
    const receipt = await stage.client().downloadClip(stage.account.accessToken, order);
    expect(receipt).toMatchObject({ partial: true, lengthMs: 6_000 });
  });

  it("that is being processed is not there yet, three times, then it is", async () => {
    const { order } = await stage.pastVisit();
    await stage.control.scenario("C1");
    for (let time = 0; time < 3; time++) {
      const error = await failure(stage.client().downloadClip(stage.account.accessToken, order));
      expect(error).toBeInstanceOf(NotYetError);
    }
    await expect(
      stage.client().downloadClip(stage.account.accessToken, order),
    ).resolves.toBeDefined();
  });

  it("becomes ready by itself after the recording delay", async () => {
    const at = Date.now();
    await stage.control.addEvent({ device: "Front door", at, recordingDelayMs: 60_000 });
    const toFile = path.join(stage.folder, "late.mp4");
    const order = {
      deviceId: stage.frontDoor(),
      timestampMs: at - 2_000,
      durationMs: 20_000,
      toFile,
    };
    const early = await failure(stage.client().downloadClip(stage.account.accessToken, order));
    expect(early).toBeInstanceOf(NotYetError);
    await stage.control.clock({ offset: 61_000 });
    await expect(
      stage.client().downloadClip(stage.account.accessToken, order),
    ).resolves.toBeDefined();
  });

  it("that was never recorded is not there yet", async () => {
    const { order } = await stage.pastVisit({ media: null });
    const error = await failure(stage.client().downloadClip(stage.account.accessToken, order));
    expect(error).toBeInstanceOf(NotYetError);
    expect(String(error)).toContain("TIMESTAMP_NOT_FOUND");
  });

  it("from before the consent is refused for good", async () => {
    const { order } = await stage.pastVisit();
    const timestampMs = Date.now() - 40 * 24 * 3_600_000;
    const early = stage.client().downloadClip(stage.account.accessToken, { ...order, timestampMs });
    expect(await failure(early)).toMatchObject({ reason: "not-authorised" });
  });
});

describe("a clip for which Ring is too busy", () => {
  it.each([
    ["2", 2],
    ["99999", 300],
    ["0", 1],
    ["Fri, 02 Jan 2026 03:04:15 GMT", 10],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 1],
    ["nonsense", 1],
  ])("waits for Retry-After: %s", async (header, seconds) => {
    const now = new Date("2026-01-02T03:04:05.000Z");
    const { order } = await stage.pastVisit();
    const headers = { "retry-after": header };
    await stage.control.faults({ clip: [{ kind: "status", status: 429, headers }] });
    const error = await failure(
      stage.client({ now: () => now }).downloadClip(stage.account.accessToken, order),
    );
    expect(error).toBeInstanceOf(NotYetError);
    expect((error as NotYetError).retryAt).toEqual(new Date(now.getTime() + seconds * 1000));
  });
});

describe("a clip that fails", () => {
  it.each([
    ["C9-refused", "corrupt-recording"],
    ["C9-garbage", "unknown-format"],
    ["C7-metadata", "redirect-refused"],
    ["C7-host", "redirect-refused"],
  ])("in scenario %s ends as %s and leaves no file", async (scenario, reason) => {
    const { order } = await stage.pastVisit();
    await stage.control.scenario(scenario);
    const error = await failure(stage.client().downloadClip(stage.account.accessToken, order));
    expect(error).toMatchObject({ name: "PermanentError", reason });
    expect(await readdir(stage.folder)).not.toContain("clip.mp4");
  });

  it.each(["C2", "C5-truncated", "C5-empty", "C5-html", "C6", "C8-slow", "C8-stall"])(
    "in scenario %s fails for now, leaves no file and succeeds next time",
    async (scenario) => {
      const { order } = await stage.pastVisit();
      await stage.control.scenario(scenario);
      const hasty = stage.client({ mediaIdleMs: 300, mediaTotalMs: 1_500 });
      const error = await failure(hasty.downloadClip(stage.account.accessToken, order));
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(PermanentError);
      expect(error).not.toBeInstanceOf(NotYetError);
      expect(await readdir(stage.folder)).not.toContain("clip.mp4");
      await expect(
        stage.client().downloadClip(stage.account.accessToken, order),
      ).resolves.toBeDefined();
    },
  );

  it("because the token has expired says so, with Ring's empty answer", async () => {
    const { order } = await stage.pastVisit();
    await stage.control.scenario("A1");
    const error = await failure(stage.client().downloadClip(stage.account.accessToken, order));
    expect(error).toBeInstanceOf(TokenExpiredError);
  });

  it("because Ring is in trouble fails plainly each time, and then comes", async () => {
    const { order } = await stage.pastVisit();
    await stage.control.scenario("R2");
    for (let time = 0; time < 5; time++) {
      const error = await failure(stage.client().downloadClip(stage.account.accessToken, order));
      expect(error).not.toBeInstanceOf(PermanentError);
      expect(error).not.toBeInstanceOf(NotYetError);
    }
    const receipt = stage.client().downloadClip(stage.account.accessToken, order);
    await expect(receipt).resolves.toBeDefined();
    const statuses = (await stage.control.journal()).map(({ status }) => status);
    expect(statuses).toEqual([500, 502, 503, 504, 0, 303, 200]);
  });

  it("that stalls is given up after the silence, not after the deadline", async () => {
    const { order } = await stage.pastVisit();
    await stage.control.scenario("C8-stall");
    const error = await failure(
      stage.client({ mediaIdleMs: 200 }).downloadClip(stage.account.accessToken, order),
    );
    expect(String(error)).toContain("stalled for 200 ms");
  });
});

describe("a clip that asks too much", () => {
  it("larger than the cap is refused, announced or not", async () => {
    const { order } = await stage.pastVisit();
    const small = stage.client({ mediaMaxBytes: 1_000 });
    const error = await failure(small.downloadClip(stage.account.accessToken, order));
    expect(error).toMatchObject({ reason: "too-large" });
  });

  it("never follows loopback or plain http outside the emulator", async () => {
    const { order } = await stage.pastVisit();
    const strict = stage.client({ allowInsecureMedia: false, mediaHostAllowlist: ["127.0.0.1"] });
    const error = await failure(strict.downloadClip(stage.account.accessToken, order));
    expect(error).toMatchObject({ reason: "redirect-refused" });
    expect((await stage.control.journal()).every(({ origin }) => origin === "api")).toBe(true);
  });

  it("stops after three redirects", async () => {
    const { order } = await stage.pastVisit();
    const location = `${stage.emulator.apiUrl}/v1/devices/x/media/video/download`;
    await stage.control.faults({ clip: [{ kind: "redirect", location, times: 9 }] });
    const error = await failure(stage.client().downloadClip(stage.account.accessToken, order));
    expect(error).toMatchObject({ reason: "redirect-refused" });
    expect(await stage.control.journal()).toHaveLength(4);
  });

  it("stops when its job is cancelled", async () => {
    const { order } = await stage.pastVisit();
    await stage.control.scenario("C8-stall");
    const signal = AbortSignal.timeout(200);
    const error = await failure(
      stage.client().downloadClip(stage.account.accessToken, { ...order, signal }),
    );
    expect(error).toMatchObject({ name: "TimeoutError" });
  });
});

describe("a frame", () => {
  it("comes from the recording at the moment asked for", async () => {
    const { at, order } = await stage.pastVisit();
    const toFile = path.join(stage.folder, "frame.jpg");
    const { deviceId } = order;
    const asked = { deviceId, timestampMs: at + 5_000, toFile };
    const receipt = await stage.client().downloadImage(stage.account.accessToken, asked);
    expect(receipt.takenAtMs).toBe(at + 5_000);
    expect((await stat(toFile)).size).toBe(receipt.bytes);
    const media = (await stage.control.journal()).find(({ origin }) => origin === "media");
    expect(media).toMatchObject({ status: 200, bearer: false });
  });

  it("of footage that is not there is not there yet", async () => {
    const { at, order } = await stage.pastVisit({ media: null });
    const toFile = path.join(stage.folder, "frame.jpg");
    const asked = { deviceId: order.deviceId, timestampMs: at, toFile };
    const error = await failure(stage.client().downloadImage(stage.account.accessToken, asked));
    expect(error).toBeInstanceOf(NotYetError);
  });
});

describe("the media host", () => {
  it("fails loudly when a bearer arrives", async () => {
    const response = await fetch(`${stage.emulator.mediaUrl}/v1/download`, {
      headers: { authorization: `Bearer ${stage.account.accessToken}` },
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain("BEARER_LEAKED");
  });
});
