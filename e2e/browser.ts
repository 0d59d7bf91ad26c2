import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  expect as playwrightExpect,
} from "@playwright/test";
import type { System } from "./system.ts";

/** Playwright's assertions, patient enough for two busy cores. They wait for what they assert. */
export const expectPage = playwrightExpect.configure({ timeout: 60_000 });

/** A phone in a time zone that is neither the server's nor UTC. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  locale: "en-GB",
  timezoneId: "America/St_Johns",
};

export type TestBrowser = {
  /** A page with a profile of its own. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /**
   * Closes all pages.
   *
   * @returns what they wrote to the console as errors and what they threw, since the last call.
   */
  closePages(): Promise<string[]>;
  close(): Promise<void>;
};

const USUAL_PLACE = "/usr/bin/chromium";
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Starts Chromium without a window.
 *
 * @param debuggingPort where other programs may steer it
 * @throws where none is installed
 */
export async function startBrowser({
  debuggingPort,
}: {
  debuggingPort?: number;
} = {}): Promise<TestBrowser> {
  const executablePath = existsSync(USUAL_PLACE)
    ? USUAL_PLACE
    : execFileSync("which", ["chromium"], { encoding: "utf8" }).trim();
  const args = debuggingPort ? [...ARGS, `--remote-debugging-port=${debuggingPort}`] : ARGS;
  const browser: Browser = await chromium.launch({ executablePath, args });
  const complaints: string[] = [];
  return {
    async newPage(options = PHONE) {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(60_000);
      listen(context, complaints);
      return shownWhole(await context.newPage());
    },
    async closePages() {
      const found = complaints.splice(0);
      await Promise.all(browser.contexts().map((context) => context.close()));
      return found;
    },
    close: () => browser.close(),
  };
}

/**
 * Has opening a page last until what was streamed lies in its place: until then it is in the document,
 * hidden, and may be there twice.
 */
function shownWhole(page: Page): Page {
  for (const how of ["goto", "reload"] as const) {
    const open = page[how].bind(page) as (...order: unknown[]) => Promise<Response | null>;
    const openWhole = async (...order: unknown[]) => {
      const answer = await open(...order);
      await page.locator("div[hidden][id^='S:']").first().waitFor({ state: "detached" });
      return answer;
    };
    Object.assign(page, { [how]: openWhole });
  }
  return page;
}

function listen(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    if (message.type() !== "error") return;
    complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => {
    complaints.push(String(error.error().stack ?? error.error()));
  });
}

/** Signs in by the form, and waits until the timeline is there. */
export async function signIn(
  page: Page,
  { baseUrl, email, password }: Pick<System, "baseUrl" | "email" | "password">,
): Promise<void> {
  await page.goto(`${baseUrl}/sign-in`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${baseUrl}/`);
  await expectPage(page.getByRole("heading", { level: 1, name: "Timeline" })).toBeAttached();
}
