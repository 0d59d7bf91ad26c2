import { join } from "node:path";
import type { Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { type System, startSystem } from "./system.ts";

const TWO = join(import.meta.dirname, "fakes/ring/recordings/two-anna-emil.mp4");

const A_PHONE = { width: 390, height: 844 };
const A_DESK = { width: 1280, height: 800 };

let browser: TestBrowser;
let system: System;

beforeAll(async () => {
  browser = await startBrowser();
  system = await startSystem({ env: { RECOGNITION_DEADLINE_S: "3600" } });
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => expect(await browser.closePages()).toEqual([]));

it("what was said of people and faces is mended from the pages, and taken back in any order", async () => {
  const at = Date.now() - 5 * 60_000;
  const rings = { device: "Front door", type: "button_press", at, media: TWO } as const;
  await system.emulator.control.addEvent(rings);
  const [first, second] = await eventually(async () => {
    const faces = await system.sql<Face>("select id, person_id, event_id, crop_key from faces");
    return faces.length === 2 && faces;
  }, 150_000);
  const [anna, emil] = [first as Face, second as Face];
  const page = await browser.newPage();
  await signIn(page, system);
  await name(page, anna.person_id, "Anna");
  await name(page, emil.person_id, "Emil");
  const ours = { [anna.id]: anna.person_id, [emil.id]: emil.person_id };
  expect(await whose()).toEqual(ours);

  // Not Emil after all, and from the bar: Emil.
  await page.goto(`${system.baseUrl}/events/${emil.event_id}`);
  await page.getByRole("button", { name: "Not Emil" }).click();
  await expectPage(page.getByText("Noted: not Emil.", { exact: true })).toBeVisible();
  expect((await whose())[emil.id]).not.toBe(emil.person_id);
  expect(await system.sql("select person_id from face_rejections")).toEqual([
    { person_id: emil.person_id },
  ]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expectPage(page.getByText("Taken back.", { exact: true })).toBeVisible();
  expect(await whose()).toEqual(ours);
  expect(await system.sql("select 1 from face_rejections")).toEqual([]);

  for (const viewport of [A_PHONE, A_DESK]) {
    await page.setViewportSize(viewport);
    // Merged, then split, then taken back: the merge first.
    await page.goto(`${system.baseUrl}/people/${anna.person_id}`);
    await page.getByRole("button", { name: "Merge with…" }).click();
    await page.getByRole("button", { name: /^Emil/ }).click();
    await expectPage(page.getByText("1 face and 1 visit of Emil become Anna's.")).toBeVisible();
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await expectPage(page.getByText("Merged into Anna.", { exact: true })).toBeVisible();
    expect(await whose()).toEqual({ [anna.id]: anna.person_id, [emil.id]: anna.person_id });
    await page.getByRole("button", { name: "Choose" }).click();
    await page.getByRole("checkbox", { name: "Face at Front door" }).first().click();
    await page.getByRole("button", { name: "Somebody else…" }).click();
    await page.getByRole("button", { name: "Somebody new" }).click();
    await expectPage(
      page.getByText("1 face from 1 visit of Anna goes to somebody new."),
    ).toBeVisible();
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await expectPage(page.getByText("Given to somebody else.", { exact: true })).toBeVisible();
    expect(new Set(Object.values(await whose())).size).toBe(2);
    await takeBack(page, "Emil was merged into Anna.");
    await takeBack(page, "A face was split off: somebody else's.");
    expect(await whose()).toEqual(ours);

    // Forgotten, and had back; then erased for good.
    await forget(page, emil, "Forget");
    await page.goto(`${system.baseUrl}/people`);
    await expectPage(page.getByRole("link", { name: /^Anna/ })).toBeVisible();
    await expectPage(page.getByRole("link", { name: /^Emil/ })).toBeHidden();
    await page.getByText("1 to be forgotten").click();
    await page.getByRole("link", { name: /^Emil/ }).click();
    await expectPage(page.getByText("Kith shows and recognises this person nowhere")).toBeVisible();
    await takeBack(page, "To be forgotten.");
    await page.goto(`${system.baseUrl}/people`);
    await expectPage(page.getByRole("link", { name: /^Emil/ })).toBeVisible();
    expect(await whose()).toEqual(ours);
  }
  await forget(page, emil, "Erase at once, for good");
  await page.getByRole("link", { name: "Receipt" }).click();
  await page.waitForURL(/\/settings#receipts$/);
  await eventually(async () => {
    const people = await system.sql("select 1 from people where id = $1", [emil.person_id]);
    return people.length === 0;
  });
  await page.reload();
  await expectPage(page.getByText("Somebody, forgotten")).toBeVisible();
  expect(await whose()).toEqual({ [anna.id]: anna.person_id });
  expect(
    await system.sql("select 1 from identity_entries where detail::text like '%Emil%'"),
  ).toEqual([]);
  expect(await system.sql("select cause from deletion_receipts")).toEqual([{ cause: "forgotten" }]);
  await page.goto(`${system.baseUrl}/events/${emil.event_id}`);
  await expectPage(page.locator("video")).toBeVisible();
  await expectPage(page.getByText("Emil")).toHaveCount(0);
}, 400_000);

type Face = { id: string; person_id: string; event_id: string; crop_key: string };

/** The person of each face. */
async function whose(): Promise<Record<string, string>> {
  const faces = await system.sql<Face>("select id, person_id from faces");
  return Object.fromEntries(faces.map(({ id, person_id }) => [id, person_id]));
}

async function name(page: Page, personId: string, text: string): Promise<void> {
  await page.goto(`${system.baseUrl}/people/${personId}`);
  await page.getByRole("button", { name: /Give a name$/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
  await expectPage(page.getByRole("heading", { level: 1 })).toHaveText(text);
}

/** From the history of the person whose page it is. */
async function takeBack(page: Page, text: string): Promise<void> {
  await page
    .getByRole("button", { name: `Undo: ${text}` })
    .first()
    .click();
  await expectPage(page.getByText("Taken back.", { exact: true })).toBeVisible();
  await expectPage(page.getByRole("button", { name: `Undo: ${text}` })).toHaveCount(0);
}

async function forget(page: Page, { person_id }: Face, button: string): Promise<void> {
  await page.goto(`${system.baseUrl}/people/${person_id}`);
  await page.getByRole("button", { name: "Forget…" }).click();
  await page.getByLabel("To go on, write “forget”").fill("forget");
  await page.getByRole("button", { name: button, exact: true }).click();
  await expectPage(page.getByRole("dialog")).toBeHidden();
  await eventually(async () => {
    const rows = await system.sql("select 1 from people where id = $1 and forgotten_at is null", [
      person_id,
    ]);
    return rows.length === 0;
  });
}
