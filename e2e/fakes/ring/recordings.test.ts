/** The states of a recording, and frames of a range. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stage, setStage } from "./contract-stage.ts";

type EventOrder = Partial<Parameters<Stage["control"]["addEvent"]>[0]>;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const path = (kind: "video" | "image") =>
  `/v1/devices/${encodeURIComponent(stage.frontDoor())}/media/${kind}/download`;

const errorCode = async (answer: Response) =>
  ((await answer.json()) as { errors: { code: string }[] }).errors[0]?.code;

/** Asks, follows a redirect, and tells status and error code or how much came. */
async function fetchMedia(kind: "video" | "image", body: object): Promise<unknown[]> {
  const first = await stage.ask("POST", path(kind), body);
  const location = first.headers.get("location");
  const answer = location ? await fetch(location) : first;
  if (answer.status >= 400) return [answer.status, await errorCode(answer)];
  await answer.arrayBuffer();
  return [answer.status, answer.headers.get("x-media-length")];
}

async function clipOf(at: number): Promise<unknown[]> {
  return await fetchMedia("video", { timestamp: at - 2_000, duration: 20_000 });
}

async function visit(order: EventOrder = {}, ageMs = 60_000) {
  const at = Date.now() - ageMs;
  const { event } = await stage.control.addEvent({ device: "Front door", at, ...order });
  return { at, id: event.id };
}

describe("a recording", () => {
  it("is processed, then ready", async () => {
    const { at } = await visit({ recordingDelayMs: 90_000 });
    expect(await clipOf(at)).toEqual([425, "RECORDING_NOT_READY"]);
    await stage.control.clock({ offset: 31_000 });
    expect(await clipOf(at)).toEqual([200, null]);
  });

  it("can be had in part while it is recorded, and whole afterwards", async () => {
    const { at } = await visit({ isServedWhileRecording: true }, 6_000);
    const [status, length] = await clipOf(at);
    expect(status).toBe(206);
    expect(Number(length)).toBeGreaterThan(7_000);
    expect(Number(length)).toBeLessThan(20_000);
    await stage.control.clock({ offset: 30_000 });
    expect(await clipOf(at)).toEqual([200, null]);
  });

  it.each([
    ["corrupt", 422, "CORRUPT_RECORDING"],
    ["expired", 416, "TIMESTAMP_NOT_FOUND"],
    ["deleted", 416, "TIMESTAMP_NOT_FOUND"],
  ] as const)("that is %s is refused", async (state, status, code) => {
    const { at, id } = await visit();
    expect(await clipOf(at)).toEqual([200, null]);
    await stage.control.setRecording(id, state);
    expect(await clipOf(at)).toEqual([status, code]);
    expect((await fetchMedia("image", { type: "at_timestamp", timestamp: at }))[0]).toBe(status);
  });

  it.each([
    ["of a household without a plan does not exist", { hasPlan: false }, 416],
    ["of a camera with TAKE comes unreadable", { encryption: "take" }, 200],
  ] as const)("%s", async (_, change, status) => {
    await stage.control.changeDevice("Front door", change);
    const { at } = await visit();
    const first = await stage.ask("POST", path("video"), {
      timestamp: at - 2_000,
      duration: 20_000,
    });
    const answer = await fetch(first.headers.get("location") ?? "data:,");
    expect([first.status, answer.status]).toContain(status);
    expect((await answer.text()).includes("ftyp")).toBe(false);
  });

  it.each([301, 302, 307])("comes by redirect %i as well", async (clipRedirectStatus) => {
    await stage.control.settings({ clipRedirectStatus });
    const { order } = await stage.pastVisit();
    await stage.client().downloadClip(stage.account.accessToken, order);
    expect((await stage.control.journal())[0]?.status).toBe(clipRedirectStatus);
  });

  it("has an address on another origin that expires", async () => {
    const { at } = await visit();
    const first = await stage.ask("POST", path("video"), { timestamp: at, duration: 5_000 });
    const location = first.headers.get("location") ?? "";
    expect(new URL(location).origin).not.toBe(stage.emulator.apiUrl);
    await stage.control.clock({ offset: stage.emulator.settings.mediaUrlMs + 1_000 });
    expect((await fetch(location)).status).toBe(403);
  });
});

describe("a frame", () => {
  const DAY_MS = 24 * 3_600_000;
  const latest = (from: number, to?: number) =>
    fetchMedia("image", { type: "latest_in_range", start_timestamp: from, end_timestamp: to });

  it("is the latest of a range", async () => {
    await visit({ media: "anna-day" }, 3_600_000);
    const { at } = await visit({ media: "mei-day" }, 1_800_000);
    const body = {
      type: "latest_in_range",
      start_timestamp: Date.now() - 7_200_000,
      end_timestamp: at + 4_000,
    };
    const first = await stage.ask("POST", path("image"), body);
    const answer = await fetch(first.headers.get("location") ?? "");
    await answer.arrayBuffer();
    expect(answer.headers.get("x-media-timestamp")).toBe(String(at + 4_000));
    expect(answer.headers.get("x-media-origin")).toBe("recording");
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
  });

  it("of a range without a recording is not found, behind the redirect", async () => {
    await visit({}, 60_000);
    expect(await latest(Date.now() - 30 * 60_000, Date.now() - 20 * 60_000)).toEqual([
      416,
      "MEDIA_NOT_FOUND",
    ]);
  });

  it.each<[what: string, body: () => object, status: number]>([
    ["without a type", () => ({ timestamp: Date.now() }), 403],
    ["of tomorrow", () => ({ type: "at_timestamp", timestamp: Date.now() + DAY_MS }), 400],
    [
      "of half a year ago",
      () => ({ type: "at_timestamp", timestamp: Date.now() - 200 * DAY_MS }),
      400,
    ],
    [
      "of a range of two days",
      () => ({ type: "latest_in_range", start_timestamp: Date.now() - 2 * DAY_MS }),
      400,
    ],
  ])("%s is refused before any redirect", async (_, body, status) => {
    expect((await stage.ask("POST", path("image"), body())).status).toBe(status);
  });
});
