/** History, devices and the smaller resources as Ring answers them, switches included. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Stage, setStage } from "./contract-stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

interface Page {
  data: {
    id: string;
    attributes: { event_type: string; end?: number; is_third_party_reviewed: boolean };
  }[];
  links?: { next: string };
}

const path = () => `/v1/history/devices/${encodeURIComponent(stage.frontDoor())}/events`;
const page = async (from: string) => (await (await stage.ask("GET", from)).json()) as Page;
const MINUTE_MS = 60_000;

async function addEvents(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const type = number % 2 ? "button_press" : "motion_detected";
    const at = Date.now() - number * MINUTE_MS;
    await stage.control.addEvent({ device: "Front door", type, media: null, at });
  }
}

describe("the history", () => {
  it("filters by type and keeps the filter over its pages", async () => {
    await addEvents(120);
    const first = await page(`${path()}?event_types=ding`);
    expect(first.data.map(({ attributes }) => attributes.event_type)).toEqual(
      Array.from({ length: 50 }, () => "ding"),
    );
    const second = await page(first.links?.next ?? "");
    expect(second.data).toHaveLength(10);
    expect(second.links).toBeUndefined();
  });

  it("can ignore the filter, drop it on the next page, or have no next page", async () => {
    await addEvents(120);
    await stage.control.settings({ historyDropsFilter: true });
    const first = await page(`${path()}?event_types=ding`);
    const second = await page(first.links?.next ?? "");
    const types = new Set(second.data.map(({ attributes }) => attributes.event_type));
    expect(types).toEqual(new Set(["ding", "motion"]));
    await stage.control.settings({ historyIgnoresTypes: true, historyOmitsLinks: true });
    const mixed = await page(`${path()}?event_types=ding`);
    expect(mixed.data.some(({ attributes }) => attributes.event_type === "motion")).toBe(true);
    expect(mixed.links).toBeUndefined();
  });

  it("says when an event ended once it has", async () => {
    const at = Date.now();
    await stage.control.addEvent({ device: "Front door", at, media: "anna-day" });
    expect((await page(path())).data[0]?.attributes.end).toBeUndefined();
    await stage.control.clock({ offset: 30_000 });
    expect((await page(path())).data[0]?.attributes.end).toBe(at - 2_000 + 20_000);
  });

  it("knows whether an app has looked", async () => {
    const { order } = await stage.pastVisit();
    const isReviewed = async () => (await page(path())).data[0]?.attributes.is_third_party_reviewed;
    expect(await isReviewed()).toBe(false);
    await stage.client().downloadClip(stage.account.accessToken, order);
    expect(await isReviewed()).toBe(true);
  });
});

describe("a device", () => {
  const status = async (at: string) => (await stage.ask("GET", at)).status;
  const device = () => `/v1/devices/${encodeURIComponent(stage.frontDoor())}`;

  it("has forbidden routes below it, and elsewhere there are none", async () => {
    expect(await status(device())).toBe(200);
    expect(await status(`${device()}/location`)).toBe(200);
    expect(await status(`${device()}/events`)).toBe(403);
    expect(await status("/v1/devices/unknown")).toBe(403);
    expect(await status("/v1/nonsense")).toBe(404);
  });

  it("is gone once it is taken out, and hidden with end-to-end encryption", async () => {
    await stage.control.changeDevice("Garden gate", { encryption: "end-to-end" });
    expect(await stage.client().listDevices(stage.account.accessToken)).toHaveLength(1);
    await stage.control.removeDevice("Front door");
    expect(await status(device())).toBe(404);
    expect(await stage.client().listDevices(stage.account.accessToken)).toEqual([]);
  });

  it("tells when it goes offline, and has no live view then", async () => {
    const sessions = `${device()}/media/streaming/whep/sessions`;
    const opened = await stage.ask("POST", sessions, "v=0");
    expect([opened.status, opened.headers.get("content-type")]).toEqual([201, "application/sdp"]);
    const location = opened.headers.get("location") ?? "";
    expect((await stage.ask("DELETE", location)).status).toBe(204);
    await stage.control.changeDevice("Front door", { online: false });
    expect((await stage.ask("POST", sessions, "v=0")).status).toBe(503);
    const told = (await stage.control.deliveries()).map(({ body }) => JSON.parse(body).data.type);
    expect(told).toEqual(["device_offline"]);
  });
});

describe("the subscription", () => {
  it.each([
    ["none", 200, 0],
    ["active", 200, 1],
    ["refused", 422, undefined],
  ] as const)("can be %s", async (subscription, status, count) => {
    await stage.control.settings({ subscription });
    const answer = await stage.ask("GET", "/v1/accounts/me/subscriptions");
    const { data } = (await answer.json()) as { data?: unknown[] };
    expect([answer.status, data?.length]).toEqual([status, count]);
  });
});

describe("a token that is not good", () => {
  it("is answered 401 with an empty body", async () => {
    await stage.control.expireTokens(stage.account.id);
    const answer = await stage.ask("GET", "/v1/devices");
    expect([answer.status, await answer.text()]).toEqual([401, ""]);
    expect(answer.headers.get("x-request-id")).toBeTruthy();
  });
});

describe("too many requests", () => {
  it("are told so, with the time to wait and what is left", async () => {
    const answers = await Promise.all(
      Array.from({ length: 400 }, () => stage.ask("GET", "/v1/nonsense")),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers.get("retry-after")).toBe("1");
    expect(answers[0]?.headers.get("x-ratelimit-limit")).toBe("100");
    expect(refused[0]?.headers.get("x-ratelimit-remaining")).toBe("0");
  });
});
