import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { expectPage, PHONE } from "#e2e/browser.ts";

/** Where the pictures go; git ignores it. */
const FOLDER = resolve(import.meta.dirname, "../../test-results/screens");

export const SIZES = {
  phone: PHONE,
  wide: { ...PHONE, viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, hasTouch: false },
} satisfies Record<string, BrowserContextOptions>;

export type SizeName = keyof typeof SIZES;

/** Of longer pages the beginning is shown. */
const TALLEST_PX = 3_000;

/** Elements of a page that break a rule of axe-core's. */
export type Finding = { page: string; rule: string; elements: string[] };

/** WCAG 2.2 AA, and what else axe-core holds for good practice. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** All that axe-core finds otherwise in the dark. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * Waits until an open page is whole and within its width, and makes pictures of it, `<name>.<size>.light.png`
 * and `dark`, and of all of it `whole`.
 *
 * @returns what axe-core finds in light and dark.
 */
export async function lookAt(page: Page, name: string, size: SizeName): Promise<Finding[]> {
  await expectPage(page.locator("h1")).toHaveCount(1);
  await expectPage(page.getByTestId("skeleton")).toHaveCount(0);
  await expectPage.poll(() => page.evaluate(unloadedImages), { message: name }).toEqual([]);
  await expectPage.poll(() => page.evaluate(overflow), { message: name }).toEqual([]);
  const findings: Finding[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await take(page, `${name}.${size}.${colorScheme}`);
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const asked = colorScheme === "light" ? axe.withTags(RULES) : axe.withRules(COLOUR_RULES);
    for (const { id, nodes } of (await asked.analyze()).violations) {
      const elements = nodes.map(({ html }) => html.slice(0, 200));
      findings.push({ page: `${name}, ${size}, ${colorScheme}`, rule: id, elements });
    }
  }
  await showWhole(page);
  await expectPage.poll(() => page.evaluate(unloadedImages), { message: name }).toEqual([]);
  await take(page, `${name}.${size}.whole`);
  return findings;
}

/** Makes a picture of what a page shows. */
export async function take(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

/** A window as high as the page: what is fixed at the window's edge then lies at the page's. */
async function showWhole(page: Page): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  const whole = Math.min(Math.max(height, needed), TALLEST_PX);
  if (whole > height) await page.setViewportSize({ width, height: whole });
}

/** Pictures in sight that are not there. */
export const unloadedImages = () =>
  [...document.images]
    .filter((image) => image.checkVisibility() && image.naturalWidth === 0)
    .filter((image) => image.getBoundingClientRect().top < innerHeight)
    .map(({ src }) => src);

/** What makes the page wider than the window: nothing while it is not. */
export function overflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > clientWidth)
    .map((element) => element.outerHTML.slice(0, 120));
}

/** How far things have moved by themselves since the page was opened: 0 nothing, above 0.1 a nuisance. */
export const layoutShift = () =>
  new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      const shifts = list.getEntries() as (PerformanceEntry & { value: number })[];
      resolve(shifts.reduce((sum, { value }) => sum + value, 0));
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(resolve, 500, 0);
  });
