import type { Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, PHONE, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { lookAt } from "./screens/look.ts";
import { type System, startSystem } from "./system.ts";

const WIDE = { ...PHONE, viewport: { width: 1280, height: 800 }, hasTouch: false };

let browser: TestBrowser;
let system: System;

beforeAll(async () => {
  browser = await startBrowser();
  // Whether recognition takes long is not what this is about.
  system = await startSystem({ env: { RECOGNITION_DEADLINE_S: "3600" } });
  await system.addSubscription("Phone");
  await haveMonth();
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => expect(await browser.closePages()).toEqual([]));

it("on a phone a rule is tried, mended, saved, holds, says why, and is taken back", async () => {
  const page = await openAlerts(PHONE);
  await page.getByRole("button", { name: "Add a rule" }).click();
  await choose(page, "anybody");
  await expectPage(page.getByText("12 alerts instead of 12.")).toBeVisible();
  await word(page, "without a sound");
  await choose(page, "never");
  await expectPage(page.getByText("No alert instead of 12.")).toBeVisible();
  const missed = page.getByText("2 visits of somebody on the Watchlist would be missed.");
  await expectPage(missed).toBeVisible();
  await expectPage(page.getByText("This also keeps quiet about people on the")).toBeVisible();
  await page.getByText("The 12 visits told otherwise").click();
  const changed = page.getByRole("link", { name: /^Bo, Front door/ });
  await expectPage(changed).toHaveCount(2);
  await expectPage(changed.first()).toHaveAttribute("href", /^\/events\//);

  await page.getByRole("button", { name: "Always tell of the Watchlist" }).click();
  await expectPage(page.getByText("2 alerts instead of 12.")).toBeVisible();
  await expectPage(missed).toBeHidden();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectPage(page.getByText("Saved.")).toBeVisible();

  const messages = system.push.received().length;
  await strangerComes();
  const reason = page.getByText("Not told: a rule says so.");
  await expectPage(reason).toBeVisible();
  const rule = page.getByText("Your rule: About anybody at every camera always: never.");
  await expectPage(rule).toBeVisible();
  expect(system.push.received()).toHaveLength(messages);
  await reason.click();
  await page.waitForURL(/\/visits\//);
  await expectPage(rule).toBeVisible();
  await page.goBack();

  await page.getByRole("button", { name: "Remove this rule" }).last().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectPage(page.getByText("Taken back.")).toBeVisible();
  await page.reload();
  await expectPage(page.getByRole("button", { name: "Change: anybody" })).toBeVisible();
});

it("a change from one device is put onto that from another, and either can be gone back from", async () => {
  const phone = await openAlerts(PHONE);
  const wide = await openAlerts(WIDE);
  await word(phone, "never");
  expect(await lookAt(phone, "alerts.how", "phone")).toEqual([]);
  await choose(phone, "in the daily digest");
  await expectPage(phone.getByText(/in the digest\./)).toBeVisible();

  await wide.getByRole("button", { name: "Add a rule" }).click();
  await choose(wide, "strangers");
  const strangers = wide.getByRole("listitem").filter({ hasText: "About strangers" });
  await strangers.getByRole("button", { name: "Change: every time" }).click();
  await choose(wide, "at most once in 30 minutes");
  await wide.getByRole("button", { name: "Save", exact: true }).click();
  await expectPage(wide.getByText("Saved.")).toBeVisible();

  const save = phone.getByRole("button", { name: "Save", exact: true });
  await expectPage(phone.getByText("Your rules were changed elsewhere meanwhile.")).toBeVisible();
  await expectPage(save).toBeDisabled();
  await phone.getByRole("button", { name: "Put my change onto them" }).click();
  await expectPage(phone.getByRole("button", { name: "Change: strangers" })).toBeVisible();
  await save.click();
  await expectPage(phone.getByText("Saved.")).toBeVisible();
  for (const page of [phone, wide]) {
    await expectPage(page.getByRole("button", { name: /^Change: in the daily/ })).toBeVisible();
    await expectPage(page.getByRole("button", { name: /at most once in 30/ })).toBeVisible();
  }

  await wide.getByText("Earlier rules").click();
  const beforeLast = wide.getByRole("button", { name: /^Try these: Before the change of/ }).nth(1);
  await expectPage(beforeLast).toBeVisible();
  expect(await lookAt(wide, "alerts.earlier", "wide")).toEqual([]);
  await beforeLast.click();
  await expectPage(wide.getByRole("button", { name: "Change: strangers" })).toBeHidden();
  await wide.getByRole("button", { name: "Save", exact: true }).click();
  await expectPage(phone.getByRole("button", { name: "Change: never" })).toBeVisible();
  await expectPage(phone.getByRole("button", { name: "Change: strangers" })).toBeHidden();
});

it("a rule is about somebody whom nobody has named, from their page, and shows who that is", async () => {
  const [stranger] = await system.sql<{ id: string }>(
    "select person_id as id from faces where crop_key is not null",
  );
  const page = await openAlerts(PHONE);
  await page.goto(`${system.baseUrl}/people/${stranger?.id}`);
  await page.getByRole("button", { name: "Snooze", exact: true }).click();
  expect(await lookAt(page, "person.snooze", "phone")).toEqual([]);
  await choose(page, "3 hours");
  await expectPage(page.getByText(/^Snoozed until .*\.$/).first()).toBeVisible();
  await page.getByRole("button", { name: "End", exact: true }).click();
  await expectPage(page.getByText("Not snoozed.")).toBeVisible();
  await page.getByRole("button", { name: "A rule about this person" }).click();
  await choose(page, "without a sound");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectPage(page.getByText("Saved.")).toBeVisible();
  await page.goto(`${system.baseUrl}/alerts`);
  const words = "somebody unknown, seen once";
  const whom = page.getByRole("button", { name: `Change: ${words}` });
  await expectPage(whom.locator("img")).toBeVisible();
  expect(await lookAt(page, "alerts.nameless", "phone")).toEqual([]);
  await whom.click();
  const choice = page.getByRole("dialog").getByRole("button", { name: words });
  await expectPage(choice).toHaveAttribute("aria-pressed", "true");
  await expectPage(choice.locator("img")).toBeVisible();
  await choice.click();
  await page.getByRole("button", { name: "Remove this rule" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expectPage(page.getByText("Saved.")).toBeVisible();
});

it("on a wide screen, in German, hours, quiet hours and a snooze are set by the keyboard", async () => {
  const page = await openAlerts(WIDE);
  await system.sql("update accounts set locale = 'de'");
  await page.reload();
  await press(page.getByRole("button", { name: "Regel hinzufügen" }));
  await press(page.getByRole("button", { name: "Bo", exact: true }));
  await press(page.getByRole("button", { name: "Ändern: immer" }).first());
  await press(page.getByRole("radio", { name: "Zu bestimmten Zeiten" }));
  await page.getByLabel("Von", { exact: true }).last().fill("21:30");
  await press(page.getByRole("button", { name: "Samstag" }));
  await press(page.getByRole("button", { name: "Fertig" }));
  await expectPage(
    page.getByRole("button", { name: "Ändern: am Sa von 21:30 bis 06:00" }),
  ).toBeVisible();
  await press(page.getByRole("button", { name: "Speichern", exact: true }));
  await expectPage(page.getByText("Gespeichert.")).toBeVisible();

  await press(page.getByRole("switch", { name: "Ruhezeiten" }));
  await press(page.getByRole("button", { name: "Speichern", exact: true }));
  await press(page.getByRole("button", { name: "Pausieren" }));
  await press(page.getByRole("radio", { name: "Bis 7:00" }));
  await press(page.getByRole("button", { name: "Front door" }));
  await expectPage(page.getByText(/^Front door, bis .* 07:00$/)).toBeVisible();
  const [stored] = await system.sql<{ plan: { quietHours: unknown } }>(
    "select plan from alert_settings",
  );
  expect(stored?.plan.quietHours).toEqual({ from: 22 * 60, until: 7 * 60 });
  await press(page.getByRole("button", { name: "Beenden" }));
  await expectPage(page.getByText("Nichts ist pausiert.")).toBeVisible();
});

/** A month with twelve visits at the front door: two of Bo, who is on the Watchlist, ten of strangers. */
async function haveMonth(): Promise<void> {
  await system.sql(
    `with camera as (select id, household_id from cameras where name = 'Front door'),
     bo as (
       insert into people (id, household_id, name, category)
       select gen_random_uuid(), household_id, 'Bo', 'watchlist' from camera returning id
     ),
     day as (
       select n, now() - n * interval '2 days' as at, gen_random_uuid() as visit,
         gen_random_uuid() as event, case when n % 6 = 0 then bo.id else gen_random_uuid() end as person
       from generate_series(1, 12) n, bo
     ),
     visits as (
       insert into visits (id, household_id, started_at, ended_at)
       select visit, household_id, at, at from day, camera
     ),
     events as (
       insert into events (id, household_id, camera_id, visit_id, kind, occurred_at, received_at,
         analysed_at, decided_at, outcome)
       select event, household_id, camera.id, visit, 'motion', at, at, at, at, 'recognised'
       from day, camera
     ),
     strangers as (
       insert into people (id, household_id) select person, household_id from day, camera, bo
       where person <> bo.id
     )
     insert into faces (id, household_id, event_id, person_id, match, at_ms, seen_at, box, track, quality,
       height_px, angle, detection_score)
     select gen_random_uuid(), household_id, event, person, 'unknown', 0, at,
       '{"x":0.4,"y":0.3,"width":0.1,"height":0.2}', '[]', 0.8, 90, 'front', 0.9
     from day, camera`,
  );
}

/** Has somebody whom nobody knows come to the front door, and waits until that is decided. */
async function strangerComes(): Promise<void> {
  const at = Date.now();
  const somebody = { device: "Front door", class: "human", media: "emil-day" };
  await system.emulator.control.addEvent({ ...somebody, type: "motion_detected", at });
  await eventually(async () => {
    const [event] = await system.sql(
      "select 1 from events where occurred_at = $1 and outcome is not null and decided_at is not null",
      [new Date(at)],
    );
    return event;
  }, 120_000);
}

async function openAlerts(options: typeof PHONE): Promise<Page> {
  const page = await browser.newPage(options);
  await signIn(page, system);
  await page.goto(`${system.baseUrl}/alerts`);
  return page;
}

const word = (page: Page, words: string) =>
  page.getByRole("button", { name: `Change: ${words}` }).click();

const choose = (page: Page, words: string) =>
  page.getByRole("dialog").getByRole("button", { name: words }).click();

/** By the keyboard, for what has the focus is then seen to be reachable. */
const press = async (target: ReturnType<Page["getByRole"]>): Promise<void> => {
  await expectPage(target).toBeEnabled();
  await target.focus();
  await target.press("Space");
};
