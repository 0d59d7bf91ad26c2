import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_THRESHOLDS } from "#lib/faces/identification/thresholds.ts";
import type { PushPayload } from "#lib/notifications/types.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { isAtRest } from "./system/rest.ts";
import { type System, startSystem } from "./system.ts";

const ROOT = join(import.meta.dirname, "..");
const RENDERED = join(ROOT, "e2e/fakes/ring/recordings");
const ACTORS = join(ROOT, "../shared/media/recordings");

const casts = [
  {
    name: "rendered people",
    first: join(RENDERED, "anna-day.mp4"),
    together: join(RENDERED, "two-anna-emil.mp4"),
    stranger: join(RENDERED, "chidi-day.mp4"),
  },
  {
    name: "actors",
    first: join(ACTORS, "woman_alone.mp4"),
    together: join(ACTORS, "female_and_male_known.mp4"),
    stranger: join(ACTORS, "man_alone.mp4"),
  },
];

const MINUTE_MS = 60_000;
/** A recording is looked at while other specs keep the cores busy. */
const LOOKED_AT = { timeout: 3 * MINUTE_MS };
/** The household's, which is the zone that the tests run in; the browser's is another. */
const HOUSEHOLD_ZONE = "Asia/Kathmandu";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => expect(await browser.closePages()).toEqual([]));

describe.each(casts)("with $name", ({ first, together, stranger }) => {
  let system: System;

  beforeAll(async () => {
    // However busy the machine is, an alert waits for the name and does not come too late.
    system = await startSystem({
      env: { RECOGNITION_DEADLINE_S: "3600", RING_NOTIFY_MAX_AGE_S: "7200" },
    });
  });
  afterAll(() => system?.stop());

  it("somebody rings, is named, is known again, and a stranger is not", {
    timeout: 10 * MINUTE_MS,
  }, async ({ onTestFailed }) => {
    onTestFailed(() => tellState(system));
    const phone = await system.addSubscription("Phone");
    const page = await browser.newPage();
    await signIn(page, system);
    await expectPage(page.getByRole("heading", { name: "Nobody has come yet" })).toBeVisible();
    const timelineLoaded = await loadedAt(page);

    const firstAt = await ring(system, first, 8);
    const newcomer = page.getByRole("link", { name: /^Somebody new rang at the front door/ });
    await expectPage(newcomer).toBeVisible(LOOKED_AT);
    await expectFaces(page, 1);
    expect(await messages(system, 1)).toEqual([
      {
        endpoint: phone,
        title: "Somebody new",
        body: `Rang at: Front door, ${clock(firstAt)}.`,
        silent: false,
      },
    ]);

    await newcomer.click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(
      "Somebody new rang at the front door",
    );
    await expectFaceBoxOnVideo(page);
    await page.getByRole("button", { name: "Somebody new" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Anna");
    await page.getByRole("button", { name: "Save" }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(
      "Anna rang at the front door",
    );
    await page.getByRole("radio", { name: "Familiar" }).click();
    await expectPage(page.getByRole("radio", { name: "Familiar" })).toBeChecked();
    await expectPage(page.getByText("Anna is now Familiar.")).toBeVisible();

    await page.getByRole("link", { name: "Timeline" }).first().click();
    const rowsOfAnna = page.getByRole("link", { name: /^Anna rang at the front door/ });
    await expectPage(rowsOfAnna).toHaveCount(1);
    await ring(system, await hideRightHalf(together, system.dataDir), 5);
    await expectPage(rowsOfAnna).toHaveCount(2, LOOKED_AT);
    await settled(system, 2);
    await messages(system, 1);
    await rowsOfAnna.first().click();
    await expectPage(page.getByText("Not told: only Familiar people.")).toBeVisible();
    await page.getByRole("link", { name: "Timeline" }).first().click();

    const strangerAt = await ring(system, stranger, 2);
    await expectPage(newcomer).toBeVisible(LOOKED_AT);
    await expectFaces(page, 3);
    const [, toldOfStranger] = await messages(system, 2);
    expect(toldOfStranger).toMatchObject({
      title: "Somebody new",
      body: `Rang at: Front door, ${clock(strangerAt)}.`,
    });
    await expectPage(rowsOfAnna).toHaveCount(2);
    // Every word above came without a reload.
    expect(await loadedAt(page)).toBe(timelineLoaded);
    await expectSimilarities(system);

    await page.getByRole("link", { name: "People" }).first().click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText("People");
    await page.getByRole("link", { name: /^Anna/ }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText("Anna");
    await expectPage(page.getByText(/^Seen twice/)).toBeVisible();
    const visits = page.locator("section").filter({
      has: page.getByRole("heading", { name: "Visits" }),
    });
    await expectPage(visits.getByRole("listitem")).toHaveCount(2);
  });
});

/** Has somebody press the bell, some minutes ago. @returns when, epoch ms */
async function ring(system: System, media: string, minutesAgo: number): Promise<number> {
  const at = Date.now() - minutesAgo * MINUTE_MS;
  await system.emulator.control.addEvent({ device: "Front door", type: "button_press", at, media });
  return at;
}

/** The same recording with its right half black: of two people side by side the left one stays. */
async function hideRightHalf(file: string, folder: string): Promise<string> {
  const hidden = join(folder, "left-half.mp4");
  const box = "drawbox=x=iw/2:y=0:w=iw/2:h=ih:color=black:t=fill";
  await promisify(execFile)("ffmpeg", ["-v", "error", "-i", file, "-vf", box, hidden]);
  return hidden;
}

/** When the document was loaded: the same for as long as nothing reloads it. */
const loadedAt = (page: Page) => page.evaluate(() => performance.timeOrigin);

const clock = (epochMs: number) =>
  new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: HOUSEHOLD_ZONE,
  }).format(epochMs);

/** Waits for that many messages. @returns all there are, decrypted */
async function messages(system: System, count: number) {
  await eventually(async () => system.push.received().length >= count, MINUTE_MS);
  const all = system.push.received().map(({ endpoint, text }) => {
    const { title, body, silent } = JSON.parse(text) as PushPayload;
    return { endpoint, title, body, silent };
  });
  expect(all).toHaveLength(count);
  return all;
}

/** Waits until that many events have come and all is done that is due. */
async function settled(system: System, events: number): Promise<void> {
  await eventually(async () => {
    const come = await system.sql("select 1 from events");
    return come.length === events && (await isAtRest(system));
  }, MINUTE_MS);
}

/** Every visible row shows a face whose picture has been loaded. */
async function expectFaces(page: Page, count: number): Promise<void> {
  const loaded = () =>
    page
      .getByRole("main")
      .locator("img")
      .evaluateAll(
        (images) => (images as HTMLImageElement[]).filter((image) => image.naturalWidth > 0).length,
      );
  await expectPage.poll(loaded).toBe(count);
}

/** The recording plays in this browser, and a box with a name lies on the picture. */
async function expectFaceBoxOnVideo(page: Page): Promise<void> {
  const video = page.locator("video");
  await expectPage
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThanOrEqual(2);
  const size = await video.evaluate((element: HTMLVideoElement) => element.videoWidth);
  expect(size).toBe(960);
  const label = page.getByText("somebody new", { exact: true });
  await expectPage(label).toBeVisible();
  const face = await label.locator("..").boundingBox();
  const picture = await video.boundingBox();
  if (!face || !picture) throw new Error("The box or the picture has no place on the page.");
  expect(face.width).toBeGreaterThan(8);
  expect(face.height).toBeGreaterThan(face.width);
  expect(face.x).toBeGreaterThanOrEqual(picture.x);
  expect(face.x + face.width).toBeLessThanOrEqual(picture.x + picture.width);
  expect(face.y).toBeGreaterThanOrEqual(picture.y);
  expect(face.y + face.height).toBeLessThanOrEqual(picture.y + picture.height);
}

/** What a failure leaves behind: whether Kith did not know, or the page did not say. */
async function tellState({ sql }: System): Promise<void> {
  const events = await sql("select id, occurred_at, outcome, outcome_reason from events");
  const faces = await sql("select event_id, match, similarity, explanation from faces");
  process.stdout.write(`${JSON.stringify({ events, faces }, null, 1)}\n`);
}

/** The decisions were clear ones: neither lies near its threshold by accident. */
async function expectSimilarities({ sql }: System): Promise<void> {
  const faces = await sql<{ match: string; similarity: number | null }>(
    `select f.match::text, f.similarity from faces f join events e on e.id = f.event_id
     order by e.occurred_at`,
  );
  process.stdout.write(`similarities: ${JSON.stringify(faces)}\n`);
  expect(faces.map(({ match }) => match)).toEqual(["unknown", "named", "unknown"]);
  expect(faces[1]?.similarity).toBeGreaterThan(DEFAULT_THRESHOLDS.named);
  expect(faces[2]?.similarity ?? 0).toBeLessThan(DEFAULT_THRESHOLDS.ask);
}
