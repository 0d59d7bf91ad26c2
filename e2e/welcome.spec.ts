import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { recordingPath } from "#lib/testing/recordings.ts";
import { expectPage, PHONE, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { lookAt, SIZES, type SizeName } from "./screens/look.ts";
import { type System, startSystem } from "./system.ts";

const DESKTOP: BrowserContextOptions = { ...PHONE, viewport: { width: 1280, height: 800 } };
const owner = { email: "sam@example.org", password: "a long password" };

let system: System;
let browser: TestBrowser;

beforeAll(async () => {
  system = await startSystem({ env: { RECOGNITION_DEADLINE_S: "3600", VISIT_GAP_S: "1" } });
  // As on the day of the installation: nobody has an account.
  await system.sql("truncate accounts, households cascade");
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => {
  const complaints = await browser.closePages();
  // A still's picture goes once the recording has a better one, and a page may be asking for it just then.
  expect(complaints.filter((text) => !/\/still-\d+\/[^/]+\.jpg\)$/.test(text))).toEqual([]);
});

/** The beginning of what an iPhone takes. */
const HEIC = { name: "IMG_1.HEIC", mimeType: "", buffer: Buffer.from("\0\0\0\x24ftypheic") };

const ring = (recording: string) =>
  system.emulator.control.addEvent({
    ...{ device: "Porch", type: "button_press", at: Date.now() },
    media: recordingPath(recording),
  });

/** Has Ring offer an account. @returns the address that Ring leads its user to */
async function linkInRingApp(): Promise<string> {
  const { control } = system.emulator;
  const { id } = await control.addAccount({
    ...{ name: "Pat", link: "none", devices: [{ name: "Porch" }] },
  });
  const { redirect } = await control.link({
    account: id,
    tokenExchangeUrl: `${system.baseUrl}/api/ring/token-exchange`,
    accountLinkUrl: `${system.baseUrl}/link`,
  });
  return redirect;
}

/** A moment of a recording as somebody would have photographed it. */
async function photograph(recording: string, second: number): Promise<string> {
  const path = join(system.dataDir, `${recording}-${second}.jpg`);
  const input = ["-ss", `${second}`, "-i", recordingPath(recording), "-frames:v", "1"];
  await promisify(execFile)("ffmpeg", ["-v", "error", "-y", ...input, "-update", "1", path]);
  return path;
}

const current = (page: Page) => page.locator("[aria-current=step]");

it("leads from nothing to the first named face, and stays where it was left", async () => {
  const page = await browser.newPage();
  await page.goto(system.baseUrl);
  await page.waitForURL(`${system.baseUrl}/welcome`);
  await page.getByLabel("Your name").fill("Sam");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await expectPage(page.getByText("Sam, Home")).toBeVisible();
  await expectPage(current(page)).toContainText("Connect Ring");
  // What began on a phone goes on at a desk.
  await page.setViewportSize(SIZES.wide.viewport);

  await page.goto(await linkInRingApp());
  await page.getByRole("button", { name: "Link this Ring account" }).click();
  await page.waitForURL(`${system.baseUrl}/welcome`);
  await expectPage(page.getByText(/Porch$/)).toBeVisible();
  await expectPage(current(page)).toContainText("Allow notifications");
  await current(page).getByRole("button", { name: "Later" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectPage(current(page)).toContainText("Waiting for the first face");
  await page.reload();
  await expectPage(current(page)).toContainText("Waiting for the first face");

  await ring("anna-day");
  await page.getByLabel("Who is this?").fill("Anna");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expectPage(page.getByText("Kith knows Anna")).toBeVisible();
  await expectPage(current(page)).toHaveCount(0);
  await page.getByRole("link", { name: "Go to the timeline" }).click();
  await expectPage(page.getByRole("link", { name: /^Anna rang at the porch/ })).toBeVisible();
  // The name is told to the page as soon as it is there, and the category comes after it.
  const people = () => system.sql("select name, category::text from people");
  await expect.poll(people).toEqual([{ name: "Anna", category: "familiar" }]);
});

it("has the owner invite somebody, who joins by the link and is signed out once removed", async () => {
  const page = await browser.newPage();
  await signIn(page, { ...system, ...owner });
  await page.goto(`${system.baseUrl}/settings`);
  await page.getByRole("link", { name: "Members, time zone, what is kept" }).click();
  await page.getByRole("button", { name: "Make a link" }).click();
  const shown = page.getByLabel("Link of the invitation");
  const first = await shown.inputValue();
  await page.getByRole("button", { name: "Make another link" }).click();
  await expectPage(shown).not.toHaveValue(first);
  const link = await shown.inputValue();
  // As on a page that came over plain HTTP.
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.getByRole("button", { name: "Copy" }).click();
  await expectPage(page.getByText(/^The browser does not let Kith copy it here/)).toBeVisible();
  expect(await page.evaluate(() => String(getSelection()))).toBe(link);
  expect(await lookAt(page, "settings.household.invited", "phone")).toEqual([]);
  const takeBack = page.getByRole("button", { name: /^Take back: Invitation \d, until / });
  await expectPage(takeBack).toHaveCount(2);
  await takeBack.first().click();
  await expectPage(takeBack).toHaveCount(1);
  await expectPage(shown).toHaveValue(link);

  const kim = await browser.newPage(SIZES.wide);
  await kim.goto(link);
  expect(await lookAt(kim, "join", "wide")).toEqual([]);
  await kim.getByLabel("Your name").fill("Kim");
  await kim.getByLabel("E-mail").fill(owner.email);
  await kim.getByLabel("Password").fill("another long password");
  await kim.getByRole("button", { name: "Come in" }).click();
  await expectPage(kim.getByText(/^Somebody has an account with this e-mail/)).toBeVisible();
  await kim.getByLabel("E-mail").fill("kim@example.org");
  // The connection drops within the answer to the sign-in.
  await kim.route("**/api/auth/callback/**", (route) => route.fulfill({ body: "" }));
  await kim.getByRole("button", { name: "Come in" }).click();
  await kim.waitForURL(`${system.baseUrl}/sign-in?to=/welcome`);
  await kim.unrouteAll();
  await kim.getByLabel("E-mail").fill("kim@example.org");
  await kim.getByLabel("Password").fill("another long password");
  await kim.getByRole("button", { name: "Sign in" }).click();
  await kim.waitForURL(`${system.baseUrl}/welcome`);
  await kim.goto(`${system.baseUrl}/settings/household`);
  await expectPage(kim.getByText("Kim (you)")).toBeVisible();
  await expectPage(kim.getByRole("button", { name: "Make a link" })).toHaveCount(0);
  expect(await lookAt(kim, "settings.household.member", "wide")).toEqual([]);

  const late = await browser.newPage();
  await late.goto(link);
  await expectPage(late.getByText(/^This invitation has been used already/)).toBeVisible();
  await expectPage(shown).toHaveCount(0);

  const changeZone = page.getByRole("button", { name: "Change" });
  await changeZone.click();
  await page.getByLabel("City or zone").fill("tokio");
  expect(await lookAt(page, "settings.household.zone", "phone")).toEqual([]);
  await page.getByRole("button", { name: "Asia/Tokyo" }).click();
  await expectPage(changeZone).toBeFocused();
  await expectPage(page.getByText(/^Asia\/Tokyo, where it is/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectPage(page.getByText(/^Asia\/Tokyo, where it is/)).toHaveCount(0);
  await page.getByLabel("Recordings").selectOption("30 days");
  await expectPage(page.getByText(/^Recordings are kept for 30 days/)).toBeVisible();

  // A page that stays open would go on asking, and be refused.
  await kim.goto("about:blank");
  const remove = page.getByRole("button", { name: "Remove Kim" });
  await remove.click();
  await expectPage(page.getByRole("heading", { name: "Remove Kim?" })).toBeFocused();
  expect(await lookAt(page, "settings.household.remove", "phone")).toEqual([]);
  await page.getByRole("button", { name: "Leave it as it is" }).click();
  await expectPage(remove).toBeFocused();
  await remove.click();
  await expectPage(page.getByRole("heading", { name: "Remove Kim?" })).toBeVisible();
  await remove.click();
  await expectPage(page.getByRole("button", { name: /^Remove/ })).toHaveCount(0);
  await kim.goto(system.baseUrl);
  await kim.waitForURL(`${system.baseUrl}/sign-in`);
});

it.each([
  ["on a phone", PHONE, "Emil", "emil-day"],
  ["at a desk", DESKTOP, "Chidi", "chidi-day"],
] as const)(
  "takes photographs %s, says what is wrong with one, and loses none when the worker is killed",
  async (_, screen, name, recording) => {
    const page = await browser.newPage(screen);
    await signIn(page, { ...system, ...owner });
    await page.getByRole("link", { name: "People" }).first().click();
    await page.getByRole("link", { name: "Add a person" }).click();
    await page.getByRole("button", { name: "Use photos" }).click();
    await expectPage(page.getByText("Write first who it is.")).toBeVisible();
    await page.getByLabel("Who is it?").fill(name);
    await page.getByRole("button", { name: "Use photos" }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(`Photos of ${name}`);
    const shown = [recording, "empty-wind", "two-anna-emil"];
    const files = await Promise.all(shown.map((each) => photograph(each, 7)));
    await page.locator("input[type=file]").setInputFiles(files);
    await expectPage(page.getByRole("listitem", { name: "Photo 1" })).toBeVisible();
    if (screen === PHONE) {
      await system.worker.kill9();
      system.worker.start();
    }
    await expectPage(page.getByText(/^No face found/)).toBeVisible();
    await page.getByRole("button", { name: "Remove photo 2" }).click();
    await expectPage(page.getByText(/^No face found/)).toHaveCount(0);
    // Chromium cannot read it, as Safari can.
    await page.locator("input[type=file]").setInputFiles(HEIC);
    await expectPage(page.getByText(/^This is a HEIC picture.* Most Compatible/)).toBeVisible();
    await page.getByRole("button", { name: "Leave it out" }).click();
    const which = page.getByRole("group", { name: `Which one is ${name}?` });
    await expectPage(which.getByRole("radio")).toHaveCount(2);
    await expectPage(page.getByRole("button", { name: `Save 1 face of ${name}` })).toBeEnabled();
    if (name === "Emil") await which.locator("label").last().click();
    await page.getByRole("button", { name: /^Save/ }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(`Kith knows ${name} now`);
    const faces = await system.sql(
      `select f.is_confirmed from faces f join people p on p.id = f.person_id
       where p.name = $1 and f.source = 'photo'`,
      [name],
    );
    expect(faces).toHaveLength(name === "Emil" ? 2 : 1);
  },
);

it("knows who comes for the first time by photographs alone", async () => {
  const page = await browser.newPage();
  await signIn(page, { ...system, ...owner });
  await ring("emil-day");
  await expectPage(page.getByRole("link", { name: /^Emil rang at the porch/ })).toBeVisible();
});

it.each<[SizeName, string, string, number, string]>([
  ["phone", "Diego", "diego-day", 3, "Seen from all sides. That is enough."],
  [
    ...(["wide", "Jonas", "jonas-day", 2] as const),
    "Seen from the front and turned left. To be known from all sides, also turn right.",
  ],
])(
  "knows who walks to the camera from all sides of one visit, in one tap, and takes it back: %s",
  async (size, name, recording, sides, seen) => {
    const page = await browser.newPage(SIZES[size]);
    await signIn(page, { ...system, ...owner });
    await page.goto(`${system.baseUrl}/people/add`);
    await page.getByLabel("Who is it?").fill(name);
    await page.getByRole("button", { name: "Walk to the camera" }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(`${name} walks to Porch`);
    await expectPage(page.getByText("Waiting for Porch to see somebody…")).toBeVisible();
    await ring(recording);
    await expectPage(page.getByText(seen)).toBeVisible();
    expect(await lookAt(page, `people.add.walk.${size}`, size)).toEqual([]);
    await page.getByRole("button", { name: `Yes, these ${sides} are ${name}` }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(`Kith knows ${name} now`);
    const faces = `select count(*)::int as faces, count(distinct event_id)::int as visits
    from faces f join people p on p.id = f.person_id where p.name = $1 and f.is_confirmed`;
    expect(await system.sql(faces, [name])).toEqual([{ faces: sides, visits: 1 }]);
    // Whoever came just before is in the next recording as well, and known.
    if (size === "phone") return;
    await page.getByRole("button", { name: "Take it back" }).click();
    await expectPage(page.getByRole("heading", { level: 1 })).toHaveText("Taken back");
    expect(await system.sql("select 1 from people where name = $1", [name])).toEqual([]);
  },
);
