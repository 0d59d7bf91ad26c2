import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { eventBody } from "./fakes/ring/webhook-body.ts";
import { type System, startSystem } from "./system.ts";

const MINUTE_MS = 60_000;
const WITHIN_MS = 90_000;
/** What a thumb needs. */
const MIN_TARGET_PX = 44;

let system: System;
let browser: TestBrowser;

beforeAll(async () => {
  system = await startSystem();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => {
  expect(await browser.closePages()).toEqual([]);
});

it("H1 finds what webhooks left out in Ring's history, once, and alerts to no more than is fresh", async () => {
  const { emulator, sql } = system;
  const endpoint = await system.addSubscription();
  await sql("update ring_accounts set linked_at = now() - interval '1 day'");
  const at = Date.now();
  const old = { device: "Front door", at: at - 20 * MINUTE_MS };
  const fresh = { device: "Garden gate", at: at - 4 * MINUTE_MS };
  await emulator.control.play("H1", { ...old, media: "anna-day" });
  await emulator.control.play("H1", { ...fresh, media: "emil-day" });
  await emulator.control.addEvent({ device: "Front door", notify: false });

  await keepLedger();
  const found = () =>
    sql(
      `select e.outcome, e.source, e.heard_at is null as unheard, e.ended_at > e.occurred_at as ended,
              d.notify, d.reason
       from events e join notification_decisions d on d.event_id = e.id order by e.occurred_at`,
    );
  await eventually(async () => {
    const closed = await sql(
      "select 1 from events where outcome is not null and pushed_at is not null",
    );
    return closed.length === 1 && (await found()).length === 2;
  }, WITHIN_MS);
  const once = { outcome: "recognised", source: "history", ended: true };
  const expected = [
    { ...once, notify: false, reason: "late" },
    { ...once, notify: true, reason: "unknown-person" },
  ];
  expect(await found()).toEqual(expected.map((row) => ({ ...row, unheard: true })));
  const told = () => system.push.received().filter((push) => push.endpoint === endpoint);
  expect(told()).toHaveLength(1);

  await keepLedger();
  const late = (await emulator.control.events()).slice(0, 2);
  for (const event of late) {
    const { accountId } = event;
    const envelope = { requestId: randomUUID(), accountId, stampedAt: event.at + 400 };
    const body = JSON.stringify(eventBody(envelope, event));
    await emulator.control.addNews({ account: accountId, body });
  }
  await eventually(async () => {
    const rows = await sql("select outcome from webhook_deliveries");
    return rows.length === 2 && rows.every(({ outcome }) => outcome === "arrived-late");
  });
  await nothingWaits("run_at <= now()");
  expect(await found()).toEqual(expected.map((row) => ({ ...row, unheard: false })));
  expect(told()).toHaveLength(1);
  const asked = (await emulator.control.journal()).filter(({ path }) => path.includes("/history/"));
  expect(asked.every(({ status }) => status === 200)).toBe(true);
  expect(asked.length).toBeGreaterThanOrEqual(4);

  const page = await browser.newPage();
  await signIn(page, system);
  await page.getByRole("link", { name: "Did I miss anything? Nothing missed." }).click();
  await expectPage(page.getByRole("heading", { level: 1 })).toHaveText("Did I miss anything?");
  await expectPage(
    page.getByText("No. All 2 events that Ring knows of are accounted for."),
  ).toBeVisible();
  await expectPage(page.getByText(/^Last compared with Ring's own history just now/)).toBeVisible();
  await openGroup(page, "Found later");
  await expectPage(page.getByText("2 of 2 messages came in the end")).toBeVisible();
  await expectPage(
    page.getByRole("link", { name: /Somebody rang at the garden gate/ }),
  ).toHaveCount(1);
  expect(await smallTargets(page)).toEqual([]);
  await page.getByRole("link", { name: /Somebody rang at the garden gate/ }).click();
  await expectPage(page.getByText("Kith found this later, in Ring's history")).toHaveCount(1);
  await expectPage(page.getByText(/^Found later \d/)).toBeVisible();
});

/** What every hour does, to its end. */
async function keepLedger(): Promise<void> {
  await system.sql("select graphile_worker.add_job('keep-ledger', '{}')");
  await nothingWaits("task_identifier in ('keep-ledger', 'compare-history')");
}

const nothingWaits = (which: string) =>
  eventually(async () => {
    const jobs = await system.sql(
      `select task_identifier as task, attempts, last_error from graphile_worker.jobs where ${which}`,
    );
    if (jobs.length > 0) throw new Error(JSON.stringify(jobs));
    return true;
  }, WITHIN_MS);

const openGroup = (page: Page, name: string) =>
  page.locator("summary").filter({ hasText: name }).click();

/** What is to be tapped in the page's own part and is smaller than a thumb. */
const smallTargets = (page: Page) =>
  page.locator("main").evaluate(
    (main, least) =>
      [...main.querySelectorAll("a, button, summary")]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ text: element.textContent, box: element.getBoundingClientRect() }))
        .filter(({ box }) => Math.min(box.width, box.height) < least)
        .map(({ text, box }) => `${text}: ${box.width} x ${box.height}`),
    MIN_TARGET_PX,
  );
