import { buffer } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import sharp, { type Sharp } from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CameraSummary } from "#lib/cameras/types.ts";
import type { PushPayload } from "#lib/notifications/types.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { type System, startSystem } from "./system.ts";

/** A window of the house across the street, and the garden path. */
const WINDOW = [
  { x: 0.1, y: 0.4 },
  { x: 0.3, y: 0.4 },
  { x: 0.3, y: 0.6 },
  { x: 0.1, y: 0.6 },
];
const PATH = [
  { x: 0.42, y: 0.6 },
  { x: 0.58, y: 0.6 },
  { x: 0.75, y: 1 },
  { x: 0.25, y: 1 },
];

const MINUTE_MS = 60_000;
/** The household's, which is the zone that the tests run in; the browser's is another. */
const HOUSEHOLD_ZONE = "Asia/Kathmandu";

let browser: TestBrowser;
let system: System;
let cameraId: string;

beforeAll(async () => {
  browser = await startBrowser();
  system = await startSystem({
    env: { RECOGNITION_DEADLINE_S: "3600", RING_NOTIFY_MAX_AGE_S: "7200" },
  });
  await system.addSubscription("Phone");
  const [camera] = await system.sql<{ id: string }>(
    "select id from cameras where name = 'Front door'",
  );
  cameraId = camera?.id ?? "";
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => expect(await browser.closePages()).toEqual([]));

describe("a camera's page", () => {
  it("draws its zones on a real picture in which the privacy zone is black", async () => {
    const at = Date.now() - 50 * MINUTE_MS;
    const eventId = await play({ type: "button_press", media: "anna-day", at });
    const bare = await eventually(async () => (await frameKey()) ?? undefined);
    await drawZones();

    const page = await browser.newPage();
    await signIn(page, system);
    // Opening the page has Ring's zones read again, and the old picture goes at once.
    await page.request.get(`${system.baseUrl}/cameras/${cameraId}`);
    await eventually(async () => ![null, bare].includes(await frameKey()));
    await openCamera(page);
    await expectPage(page.getByText("One privacy zone: black")).toBeVisible();
    await expectPage(page.getByText("One motion zone: where Ring looks")).toBeVisible();
    await expectPage(page.getByText("Doorbell · Watching · WA, United States")).toBeVisible();
    const picture = page.getByRole("img", { name: "What Front door sees" });
    await expectPage
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(960);
    expect(await page.locator("svg polygon").count()).toBe(3);

    const { frameUrl } = await summary(page);
    const [before, after] = [
      await page.request.get(`${system.baseUrl}/api/media/${bare}`),
      await page.request.get(`${system.baseUrl}${frameUrl}`),
    ];
    expect(before.status()).toBe(404);
    const brightest = await brightestIn(await after.body(), WINDOW);
    expect(brightest.inside).toBeLessThan(8);
    expect(brightest.outside).toBeGreaterThan(200);

    await page.goto(`${system.baseUrl}/events/${eventId}`);
    await expectPage(page.locator("video ~ svg polygon")).toHaveCount(1);
  });

  it("gives it a name that the timeline, the pushes and Ring's list of accounts use", async () => {
    const page = await openCamera();
    await page.getByRole("button", { name: /^Front door/ }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Oak Lane");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expectPage(page.getByText("Named Oak Lane.")).toBeVisible();
    await expectPage(page.getByText("in Ring: Front door")).toBeVisible();

    await play({ type: "button_press", media: "chidi-day", at: Date.now() - 30 * MINUTE_MS });
    const [, push] = await messages(2);
    expect(push?.body).toMatch(/^Rang at: Oak Lane, \d\d:\d\d\./);
    await page.getByRole("link", { name: "Timeline" }).first().click();
    await expectPage(
      page.getByRole("link", { name: /^Somebody new rang at Oak Lane/ }),
    ).toHaveCount(2);
    await page.goto(`${system.baseUrl}/settings`);
    await expectPage(page.getByText("Oak Lane, Garden gate")).toBeVisible();
  });
});

describe("an event of a camera that is not to look", () => {
  it("ends as camera_off, says why, fetches nothing and tells nobody", async () => {
    const page = await openCamera();
    const on = page.getByRole("switch", { name: "Look at this camera" });
    await on.click();
    await expectPage(page.getByText("Oak Lane is switched off.")).toBeVisible();
    await expectOff(page, "disabled", "Not looked at: this camera was switched off in Kith");

    await openCamera(page);
    await on.click();
    await expectPage(page.getByText("Oak Lane is switched on.")).toBeVisible();
    await page.getByRole("radio", { name: "Only at certain hours" }).click();
    await page.getByLabel("From").fill(clock(Date.now() + 120 * MINUTE_MS));
    await page.getByLabel("Until").fill(clock(Date.now() + 180 * MINUTE_MS));
    await page.getByRole("button", { name: "Save hours" }).click();
    await expectPage(page.getByText(/Times are those of Asia\/Kath?mandu/)).toBeVisible();
    await expectPage(page.getByText(/^Kith looks from/).first()).toBeVisible();
    // The page says so at once; the event must not come before it is saved.
    await eventually(async () => (await changes()).acts === "4");
    await expectOff(page, "outside-hours", "Not looked at: outside the hours");

    await openCamera(page);
    await page.getByRole("radio", { name: "Always" }).click();
    await expectPage(page.getByText("Kith looks at any hour.")).toBeVisible();
    await page.getByRole("switch", { name: "Look at: People" }).click();
    await expectPage(page.getByText("People: ignored.")).toBeVisible();
    await expectOff(page, "class-ignored", "Not looked at: you set this camera to ignore");
  });

  it("is looked at again once that is taken back, and a press always was", async () => {
    const page = await openCamera();
    await happen({ type: "button_press", media: "bert-day", at: Date.now() });
    expect((await messages(3))[2]?.body).toMatch(/^Rang at: Oak Lane/);
    const vehicles = page.getByRole("switch", { name: "Look at: Vehicles" });
    await vehicles.click();
    await expectPage(vehicles).not.toBeChecked();
    await page.getByRole("button", { name: "Undo" }).click();
    await expectPage(page.getByText("Taken back.")).toBeVisible();
    await expectPage(vehicles).toBeChecked();
    expect(await changes()).toEqual({ acts: "8", by: "8" });
  });
});

describe("a recording without a face", () => {
  it("says on the camera's page why, and shows the moment", async () => {
    const at = Date.now() - 20 * MINUTE_MS;
    const eventId = await play({ type: "button_press", media: "empty-wind", at });
    const page = await openCamera();
    await page.getByRole("link", { name: "Why no face was found" }).click();
    await expectPage(page.getByText(/ of the last 30 days showed a face\.$/)).toBeVisible();
    const moment = page.getByRole("link", { name: /^No face at all/ });
    await expectPage(moment).toHaveAttribute("href", `/events/${eventId}`);
    await expectPage
      .poll(() => moment.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(800);
  });
});

/** The changes that are saved, and how many of them name who made them. */
async function changes(): Promise<{ acts: string; by: string }> {
  const [row] = await system.sql<{ acts: string; by: string }>(
    `select count(*) as acts, count(account_id) as by from audit_entries
     where act = 'camera.change' and subject = $1`,
    [cameraId],
  );
  return row ?? { acts: "0", by: "0" };
}

type Happening = { type: "button_press" | "motion_detected"; media: string; at: number };

/** Has something happen at the front door, of the class that Ring calls human. */
const happen = (event: Happening) =>
  system.emulator.control.addEvent({ device: "Front door", class: "human", ...event });

/** Has something happen and waits until it is decided. @returns the event's id */
async function play(event: Happening): Promise<string> {
  await happen(event);
  return await eventually(async () => {
    const [row] = await system.sql<{ id: string }>(
      "select id from events where occurred_at = $1 and outcome is not null and decided_at is not null",
      [new Date(event.at)],
    );
    return row?.id;
  }, 2 * MINUTE_MS);
}

/** Has somebody come now, and holds that it is neither looked at nor told. */
async function expectOff(page: Page, reason: string, words: string): Promise<void> {
  await noJobIsDue();
  const before = { media: await mediaAskedFor(), messages: system.push.received().length };
  const eventId = await play({ type: "motion_detected", media: "emil-day", at: Date.now() });
  const [event] = await system.sql(
    "select outcome, outcome_reason as reason from events where id = $1",
    [eventId],
  );
  expect(event).toEqual({ outcome: "camera_off", reason });
  await noJobIsDue();
  expect(await mediaAskedFor()).toBe(before.media);
  expect(system.push.received()).toHaveLength(before.messages);
  await page.goto(`${system.baseUrl}/events/${eventId}`);
  await expectPage(page.getByText(words).first()).toBeVisible();
  await expectPage(page.getByText("Not told: Kith was not to look at this.").last()).toBeVisible();
}

const noJobIsDue = () =>
  eventually(async () => {
    const due = await system.sql("select 1 from graphile_worker.jobs where run_at <= now()");
    return due.length === 0;
  }, MINUTE_MS);

/** How many recordings and pictures Ring was asked for. */
async function mediaAskedFor(): Promise<number> {
  const entries = await system.emulator.control.journal();
  return entries.filter(({ path }) => path.includes("/media/")).length;
}

/** The owner draws zones in the Ring app. */
async function drawZones(): Promise<void> {
  const { control } = system.emulator;
  const [account] = await control.accounts();
  const device = account?.devices.find(({ name }) => name === "Front door");
  if (!account || !device) throw new Error("The emulator has no front door.");
  await control.addDevice(account.id, {
    ...device,
    privacyZones: [{ id: "p1", vertices: WINDOW }],
    motionZones: [{ id: "m1", vertices: PATH }],
  });
}

async function openCamera(page?: Page): Promise<Page> {
  const opened = page ?? (await browser.newPage());
  if (!page) await signIn(opened, system);
  await opened.goto(`${system.baseUrl}/cameras/${cameraId}`);
  return opened;
}

async function summary(page: Page): Promise<CameraSummary> {
  const answer = await page.request.get(`${system.baseUrl}/api/cameras`);
  const cameras = (await answer.json()) as CameraSummary[];
  const camera = cameras.find((each) => each.cameraId === cameraId);
  if (!camera) throw new Error("The camera is not listed.");
  return camera;
}

async function frameKey(): Promise<string | null> {
  const [row] = await system.sql<{ key: string | null }>(
    "select frame_key as key from cameras where id = $1",
    [cameraId],
  );
  return row?.key ?? null;
}

/** The brightest values, 0..255, well inside a rectangular zone and anywhere else. */
async function brightestIn(jpeg: Buffer, zone: typeof WINDOW) {
  const picture = sharp(jpeg);
  const { width = 0, height = 0 } = await picture.metadata();
  const [first, , last] = zone;
  const left = Math.ceil((first?.x ?? 0) * width) + 8;
  const top = Math.ceil((first?.y ?? 0) * height) + 8;
  const inner = {
    left,
    top,
    width: Math.floor((last?.x ?? 0) * width) - 8 - left,
    height: Math.floor((last?.y ?? 0) * height) - 8 - top,
  };
  const brightest = async (from: Sharp) =>
    Math.max(...(await from.stats()).channels.map(({ max }) => max));
  const inside = await buffer(sharp(jpeg).extract(inner).png());
  return { inside: await brightest(sharp(inside)), outside: await brightest(picture) };
}

const clock = (epochMs: number) =>
  new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: HOUSEHOLD_ZONE,
  }).format(epochMs);

/** Waits for that many messages. @returns all there are, decrypted */
async function messages(count: number): Promise<PushPayload[]> {
  await eventually(async () => system.push.received().length >= count, MINUTE_MS);
  const all = system.push.received().map(({ text }) => JSON.parse(text) as PushPayload);
  expect(all).toHaveLength(count);
  return all;
}
