import { afterAll, beforeAll, expect, it } from "vitest";
import { expectPage, PHONE, startBrowser, type TestBrowser } from "#e2e/browser.ts";
import { type RingEmulator, startRingEmulator } from "./server.ts";

let emulator: RingEmulator;
let browser: TestBrowser;

beforeAll(async () => {
  // Nobody listens there: deliveries stay in sight while they are tried again.
  emulator = await startRingEmulator({ webhookUrl: "http://127.0.0.1:9/api/webhooks/ring" });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

it.each([
  ["a phone", PHONE],
  ["a desktop in the dark", { viewport: { width: 1360, height: 900 }, colorScheme: "dark" }],
] as const)("tries everything by hand on %s", async (_, options) => {
  await emulator.control.reset();
  await emulator.control.settings({ historyIgnoresTypes: false, accessTokenSeconds: 14_400 });
  const page = await browser.newPage(options);
  await page.goto(`${emulator.apiUrl}/_emu`);
  await page.getByRole("button", { name: "Add" }).click();
  await expectPage(page.getByText("Robin has two cameras.")).toBeVisible();

  await page.getByLabel("Recording").selectOption("mei-day");
  await page.getByRole("button", { name: "Press the bell" }).click();
  await expectPage(page.getByText("1. button_press")).toBeVisible();
  await page.getByText("Webhooks (13)").scrollIntoViewIfNeeded();
  const group = page.locator("details", { hasText: "Webhooks (13)" });
  if (!(await group.getAttribute("open").then((open) => open !== null))) {
    await page.getByText("Webhooks (13)").click();
  }
  await page.getByRole("button", { name: "Play W1", exact: true }).click();
  await expectPage(page.getByRole("status")).toHaveText("W1: events 1, deliveries 8.");

  await page.getByLabel("Clips that fail, %").fill("100");
  await page.getByLabel("Clips that fail, %").press("Enter");
  await expectPage(page.getByText("Waiting: rates are set.")).toBeVisible();
  await page.getByRole("button", { name: "End all faults" }).click();
  await expectPage(page.getByText("No fault is waiting.")).toBeVisible();

  await page.getByLabel("history ignores the filter").check();
  await page.getByLabel("Access token lives, s").fill("90");
  await page.getByLabel("Access token lives, s").press("Enter");
  await expectPage(page.getByText("From now on.")).toBeVisible();
  const { historyIgnoresTypes, accessTokenSeconds } = emulator.settings;
  expect([historyIgnoresTypes, accessTokenSeconds]).toEqual([true, 90]);

  await page.getByRole("button", { name: "Take offline: Robin's door" }).click();
  await expectPage(page.getByRole("button", { name: "Bring online: Robin's door" })).toBeVisible();
  const [account] = await emulator.control.accounts();
  expect(account?.devices.map(({ online }) => online)).toEqual([false, true]);
  const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
  expect(await page.evaluate(overflow)).toBe(0);
  expect(await browser.closePages()).toEqual([]);
});
