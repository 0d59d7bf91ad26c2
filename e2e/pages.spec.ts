import { randomUUID } from "node:crypto";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CameraSummary } from "#lib/cameras/types.ts";
import type { EventDetail } from "#lib/events/types.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, startBrowser, type TestBrowser } from "./browser.ts";
import {
  type Finding,
  layoutShift,
  lookAt,
  overflow,
  SIZES,
  type SizeName,
  take,
  unloadedImages,
} from "./screens/look.ts";
import { haveNeighbours } from "./screens/neighbours.ts";
import { routes } from "./screens/routes.ts";
import { signIn } from "./system/session.ts";
import { type System, startSystem } from "./system.ts";

const NOWHERE = "/nowhere";
const NEIGHBOUR_EMAIL = "neighbour@example.com";
const MINUTE_MS = 60_000;
/** Of an invitation into the owner's household. */
const TOKEN = "invitation";
/** Pages for who is not signed in. */
const OPEN_PAGES = ["/sign-in", "/join/[token]"];

let browser: TestBrowser;
let system: System;
/** The Cookie header of the owner, and that of another household's owner. */
let owner: string;
let neighbour: string;
let event: EventDetail;
let personId: string;
let cameraId: string;
/** Of somebody who is being made known. */
let enrolmentId: string;
/** Address of a picture of the camera. */
let frameUrl: string;

beforeAll(async () => {
  browser = await startBrowser();
  // Tests have pages wait for the database.
  system = await startSystem({
    env: { RECOGNITION_DEADLINE_S: "3600", DATABASE_TIMEOUT_S: "60" },
  });
  await system.addSubscription("Phone");
  await addNeighbour(system);
  await system.sql(
    `insert into invitations (id, household_id, invited_by_id, token_hash, created_at, ends_at)
     select gen_random_uuid(), m.household_id, a.id, sha256($2::bytea), now(), now() + interval '1 day'
     from accounts a join memberships m on m.account_id = a.id where a.email = $1`,
    [system.email, Buffer.from(TOKEN)],
  );
  await haveVisits(system);
  owner = await signIn(system);
  neighbour = await signIn({ ...system, email: NEIGHBOUR_EMAIL });
  const [face] = await system.sql<{ person_id: string; event_id: string }>(
    "select person_id, event_id from faces order by id limit 1",
  );
  if (!face) throw new Error("Nobody was seen.");
  personId = face.person_id;
  await system.sql("update people set name = 'Anna', category = 'familiar' where id = $1", [
    personId,
  ]);
  const camera = await eventually(async () => {
    const cameras = (await (await get("/api/cameras", owner)).json()) as CameraSummary[];
    return cameras.find((each) => each.frameUrl !== null);
  });
  cameraId = camera.cameraId;
  frameUrl = camera.frameUrl ?? "";
  const [enrolment] = await system.sql<{ id: string }>(
    `insert into enrolments (id, household_id, name, category, created_at)
     select gen_random_uuid(), household_id, 'Zoe', 'familiar', now() from cameras where id = $1
     returning id`,
    [cameraId],
  );
  enrolmentId = enrolment?.id ?? "";
  event = (await (await get(`/api/events/${face.event_id}`, owner)).json()) as EventDetail;
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});
afterEach(async () => {
  const complaints = await browser.closePages();
  // The browser itself notes that the page asked for in vain is not there.
  expect(complaints.filter((text) => !text.endsWith(`${NOWHERE})`))).toEqual([]);
});

const sizes: [string, BrowserContextOptions][] = [
  ["on a phone", SIZES.phone],
  ["on a wide screen", SIZES.wide],
];

describe("the language", () => {
  it("is changed at once by a press in the settings, for pages, times and refusals", async () => {
    const page = await browser.newPage(SIZES.phone);
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/settings`);
    await page.getByRole("radio", { name: "Deutsch" }).click();
    await expectPage(page.getByRole("heading", { level: 1, name: "Einstellungen" })).toBeVisible();
    await expectPage(page.locator("html")).toHaveAttribute("lang", "de");
    await page.getByRole("link", { name: "Verlauf" }).click();
    await hasText(page, "Anna und jemand Neues");
    await expectPage(page.getByText(/(?:vor \d+ Min\.|gerade eben)/).first()).toBeVisible();
    expect(await (await get(`/api/people/${event.eventId}`, owner)).json()).toEqual({
      reason: "personGone",
      message: "Diese Person gibt es nicht mehr.",
    });
    await page.goto(`${system.baseUrl}/settings`);
    await page.getByRole("radio", { name: "English" }).click();
    await expectPage(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  });

  it("comes with the clock that is chosen beside it, on every page", async () => {
    const stored = async () =>
      (await system.sql("select clock from accounts where email = $1", [system.email]))[0]?.clock;
    const page = await browser.newPage(SIZES.phone);
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/settings`);
    await page.getByRole("radio", { name: "12 hours" }).click();
    await expectPage.poll(stored).toBe("h12");
    await page.goto(`${system.baseUrl}/visits/${event.visitId}`);
    await expectPage(page.getByText(/\b\d{1,2}:\d\d\s[AP]M$/).first()).toBeVisible();
    await take(page, "twelve-hours.visit");
    await page.goto(`${system.baseUrl}/`);
    await expectPage(page.getByText("12 PM", { exact: true })).toBeVisible();
    await take(page, "twelve-hours.timeline");
    await page.goto(`${system.baseUrl}/settings`);
    await page.getByRole("radio", { name: "24 hours" }).click();
    await expectPage.poll(stored).toBe("h23");
  });

  it("is the browser's before the sign-in, until another is chosen there", async () => {
    const page = await browser.newPage({ ...SIZES.phone, locale: "es-MX" });
    await page.goto(`${system.baseUrl}/sign-in`);
    await expectPage(page.getByLabel("Contraseña")).toBeVisible();
    await page.getByRole("radio", { name: "Deutsch" }).click();
    await expectPage(page.getByLabel("Passwort")).toBeVisible();
    await page.reload();
    await expectPage(page.getByLabel("Passwort")).toBeVisible();
  });

  it("says at the sign-in what was wrong, and to wait once too much was tried", async () => {
    const page = await browser.newPage(SIZES.phone);
    await page.goto(`${system.baseUrl}/sign-in`);
    await page.getByLabel("E-mail").fill("nobody@example.org");
    const tryIt = async () => {
      await page.getByLabel("Password").fill("a guess");
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    await tryIt();
    await hasText(page, "This e-mail and password do not go together.");
    await system.sql(
      `insert into sign_in_tries (id, email_hash, at)
       select gen_random_uuid(), sha256('nobody@example.org'), now() from generate_series(1, 10)`,
    );
    await tryIt();
    await hasText(page, "Too many wrong passwords were tried");
    expect(await page.getByLabel("E-mail").inputValue()).toBe("nobody@example.org");
    // The browser itself notes both refusals.
    const complaints = await browser.closePages();
    expect(complaints.filter((text) => !text.includes(" 401 "))).toEqual([]);
  });

  it.each(["de", "es"])("%s stays within the width of a phone on every page", async (locale) => {
    await system.sql("update accounts set locale = $1", [locale]);
    const page = await browser.newPage(SIZES.phone);
    await page.context().addCookies(cookiesOf(owner));
    const paths = (await routes("page.tsx")).map(({ path }) => path);
    // No enrolment is under way, and who is signed in is led away from the way in.
    for (const path of paths.filter((each) => !/enrolmentId|sign-in/.test(each))) {
      await page.goto(`${system.baseUrl}${filled(path)}`);
      expect([path, await page.locator("html").getAttribute("lang")]).toEqual([path, locale]);
      await expectPage.poll(() => page.evaluate(overflow), path).toEqual([]);
    }
    await system.sql("update accounts set locale = 'en'");
  });
});

it("asks whether two are one person, and takes a no back", async () => {
  await system.sql(
    `insert into merge_proposals
       (id, household_id, person_id, other_person_id, face_id, other_face_id, similarity)
     select gen_random_uuid(), a.household_id, a.person_id, b.person_id, a.id, b.id, 0.5
     from faces a join faces b on b.household_id = a.household_id and a.person_id < b.person_id
     limit 1`,
  );
  const state = async () => (await system.sql("select state from merge_proposals"))[0]?.state;
  const page = await browser.newPage(SIZES.phone);
  await page.context().addCookies(cookiesOf(owner));
  await page.goto(`${system.baseUrl}/people`);
  const card = page.getByRole("heading", { name: "Same person?" });
  await expectPage(card).toBeVisible();
  await expectPage.poll(() => page.evaluate(unloadedImages)).toEqual([]);
  await page.getByRole("button", { name: "No", exact: true }).click();
  await hasText(page, "Noted: two people.");
  await expectPage(card).toBeHidden();
  expect(await state()).toBe("declined");
  await page.getByRole("button", { name: "Undo" }).click();
  await expectPage(card).toBeVisible();
  expect(await state()).toBe("open");
  await page.getByRole("button", { name: "No", exact: true }).click();
  await expectPage(card).toBeHidden();
});

it("what is not there is answered 404, in the reader's language before the browser has made the page", async () => {
  const missing = randomUUID();
  const places = ["visits", "cameras", "people", "people/add"];
  for (const path of [NOWHERE, ...places.map((place) => `/${place}/${missing}`)]) {
    const headers = { cookie: owner, "accept-language": "de-AT,en;q=0.5" };
    const answer = await fetch(`${system.baseUrl}${path}`, { headers });
    const language = answer.headers.get("content-language");
    expect([path, answer.status, language]).toEqual([path, 404, "de"]);
  }
});

it.each<[shape: string, path: string, table: string]>([
  ["visit", "/visits/[visitId]", "notification_decisions"],
  ["camera", "/cameras/[cameraId]", "ring_accounts"],
  ["enrolment", "/people/add/[enrolmentId]", "enrolment_photos"],
])(
  "the shape of a %s stands until it comes, and then nothing jumps",
  async (shape, path, table) => {
    const page = await browser.newPage(SIZES.phone);
    await page.context().addCookies(cookiesOf(owner));
    const release = await system.postgres.hold(table, "reading");
    try {
      await page.goto(`${system.baseUrl}${filled(path)}`, { waitUntil: "commit" });
      await expectPage(page.getByTestId("skeleton")).toBeVisible();
      await take(page, `coming.${shape}`);
    } finally {
      await release();
    }
    await expectPage(page.getByTestId("skeleton")).toHaveCount(0);
    await expectPage(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectPage.poll(() => page.evaluate(unloadedImages)).toEqual([]);
    expect(await page.evaluate(layoutShift)).toBeLessThan(0.05);
  },
);

describe("whoever is not signed in", () => {
  it("is sent to the sign-in page by every page", async () => {
    const pages = (await routes("page.tsx")).filter(({ path }) => !OPEN_PAGES.includes(path));
    expect(pages.length).toBeGreaterThanOrEqual(5);
    for (const { path } of pages) {
      const answer = await get(filled(path), "");
      expect([path, answer.status]).toEqual([path, 307]);
      const location = new URL(answer.headers.get("location") ?? "", system.baseUrl);
      expect([path, location.pathname]).toEqual([path, "/sign-in"]);
      expect(await answer.text()).not.toContain("Anna");
    }
  });

  it("is refused by every route of the API, in every method", async () => {
    const ofRing = ["/api/webhooks/ring", "/api/ring/token-exchange"];
    const withToken = ["/api/push/picture/[decisionId]", "/api/push/receipts/[subscriptionId]"];
    const ofAnybody = ["/api/auth/[...nextauth]", "/api/health", "/sw.js"];
    const open = [...ofAnybody, ...ofRing, ...withToken];
    const closed = (await routes("route.ts")).filter(({ path }) => !open.includes(path));
    expect(closed.length).toBeGreaterThanOrEqual(7);
    for (const { path, methods } of closed) {
      expect([path, methods]).not.toEqual([path, []]);
      for (const method of methods) {
        const answer = await fetch(`${system.baseUrl}${filled(path)}`, { method });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        const message = "You are signed out. Sign in again.";
        expect(await answer.json()).toEqual({ reason: "signedOut", message });
      }
    }
  });

  it("cannot give a name by sending what the page sends, and neither can the neighbour", async () => {
    const page = await browser.newPage();
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/people/${personId}`);
    const sent = page.waitForRequest(`${system.baseUrl}/api/review/answers`);
    await page.getByRole("button", { name: /^Anna/ }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Anne");
    await page.getByRole("button", { name: "Save" }).click();
    const { accountId, answer } = (await sent).postDataJSON();
    await expectPage(page.getByText("Named Anne.")).toBeVisible();
    const call = async (cookie: string, name: string) => {
      const given = { ...answer, name, before: "Anne" };
      await fetch(`${system.baseUrl}/api/review/answers`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify({ key: randomUUID(), accountId, answer: given }),
      });
      const [row] = await system.sql("select name from people where id = $1", [personId]);
      return row?.name;
    };
    expect(await call("", "Mallory")).toBe("Anne");
    expect(await call(neighbour, "Mallory")).toBe("Anne");
    expect(await call(owner, "Anna")).toBe("Anna");
  });

  it("cannot say who is a child by calling the server action, and neither can the neighbour", async () => {
    const page = await browser.newPage();
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/people/${personId}`);
    const called = page.waitForRequest((request) => "next-action" in request.headers());
    await page.getByRole("switch", { name: "A child" }).click();
    const request = await called;
    await hasText(page, "Marked as a child.");
    const call = async (cookie: string, isChild: boolean) => {
      const { "next-action": action, "content-type": type, accept } = request.headers();
      const headers = { "next-action": action, "content-type": type, accept, cookie };
      await fetch(request.url(), {
        method: "POST",
        redirect: "manual",
        headers: { ...(headers as Record<string, string>), origin: system.baseUrl },
        body: JSON.stringify([{ personId, isChild }]),
      });
      const [row] = await system.sql("select is_child from people where id = $1", [personId]);
      return row?.is_child;
    };
    expect(await call("", false)).toBe(true);
    expect(await call(neighbour, false)).toBe(true);
    expect(await call(owner, false)).toBe(false);
  });
});

describe.each(sizes)("a visit's page %s", (_, options) => {
  it("plays its recordings one after the other, and is moved through by keys", async () => {
    const page = await openVisit(options, `/events/${event.eventId}`);
    await page.waitForURL(`${system.baseUrl}/visits/${event.visitId}?event=${event.eventId}`);
    const place = page.getByRole("slider", { name: "Place in the recording" });
    const shown = () => place.getAttribute("aria-valuetext");
    await expectPage.poll(shown).toMatch(/ of 0:40$/);
    await place.focus();
    await page.keyboard.press("Home");
    await expectPage.poll(shown).toBe("0:00 of 0:40");
    for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
    await expectPage.poll(shown).toBe("0:03 of 0:40");
    const recordings = page.getByRole("list", { name: "Recordings of this visit" });
    const [front, gate] = [recordings.getByText("Front door"), recordings.getByText("Garden gate")];
    const current = recordings.locator("[aria-current]");
    await expectPage(current).toContainText("Front door");
    await page.keyboard.press("End");
    await expectPage(current).toContainText("Garden gate");
    await front.click();
    await expectPage(current).toContainText("Front door");
    await place.focus();
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageDown");
    await expectPage(current).toContainText("Garden gate");
    await gate.click();

    // What is left of the first recording plays, and the second one after it.
    await front.click();
    await place.fill("19500");
    await expectPage(current).toContainText("Front door");
    await place.focus();
    await page.keyboard.press("Space");
    await expectPage(current).toContainText("Garden gate");
    await expectPage(page.getByRole("button", { name: "Pause" })).toBeVisible();
    await page.keyboard.press("Space");
    await expectPage(page.getByRole("button", { name: "Play" })).toBeVisible();
    await page.getByRole("button", { name: "Sound on" }).click();
    expect(await page.locator("video").evaluate((video: HTMLVideoElement) => video.muted)).toBe(
      false,
    );
  });

  it("shows everybody once, says why, and why somebody was told", async () => {
    const page = await openVisit(options, `/visits/${event.visitId}`);
    const who = page.getByRole("region", { name: "Who" });
    await expectPage(who.getByRole("radiogroup")).toHaveCount(2);
    await who.getByText("Why this name?").first().click();
    await expectPage(who.getByText("From this visit").first()).toBeVisible();
    await expectPage(who.getByText(/px high, picture quality/).first()).toBeVisible();
    await expectPage(page.getByRole("heading", { name: /was told$/ })).toBeVisible();
    await expectPage.poll(() => page.evaluate(overflow)).toEqual([]);
  });
});

describe.each(sizes)("a person's page %s", (_, options) => {
  const stored = async () => {
    const [person] = await system.sql<{ name: string; note: string | null; days: number | null }>(
      `select name, note, (extract(epoch from category_until - now()) / 86400)::int as days
       from people where id = $1`,
      [personId],
    );
    return person;
  };
  const press = async (page: Page, name: string | RegExp) => {
    await page.getByRole("button", { name, exact: true }).first().focus();
    await page.keyboard.press("Enter");
  };

  it("shows every side, the first time and the last, usual times and visits", async () => {
    const page = await openPerson(options);
    await hasText(page, "From the front");
    await hasText(page, "First seen");
    await expectPage(page.getByText(/in the last year: too few to tell\.$/)).toBeVisible();
    await expectPage(page.getByRole("img", { name: /^A week in hours/ })).toBeVisible();
    await press(page, "As a table");
    await expectPage(page.getByRole("row")).not.toHaveCount(0);
    const visits = page.getByRole("region", { name: "Visits" });
    await expectPage(visits.getByRole("link", { name: /^Anna/ })).not.toHaveCount(0);
    await expectPage.poll(() => page.evaluate(overflow)).toEqual([]);
  });

  it("takes a note and an end by the keyboard, and takes both back", async () => {
    const page = await openPerson(options);
    const familiar = page.getByRole("radio", { name: "Familiar" });
    await familiar.click();
    await expectPage(familiar).toBeChecked();
    await expectPage(page.getByRole("button", { name: "Note and end…" })).toBeVisible();
    await press(page, "Note and end…");
    await page.getByRole("textbox", { name: "Note" }).fill("Waters the plants");
    await press(page, "A week");
    await press(page, "Save");
    await hasText(page, "Noted.");
    await hasText(page, "“Waters the plants”");
    expect(await stored()).toMatchObject({ note: "Waters the plants", days: expect.any(Number) });
    await press(page, "Undo");
    await hasText(page, "Taken back.");
    await expectPage(page.getByText("“Waters the plants”", { exact: true })).toBeHidden();
    expect(await stored()).toMatchObject({ note: null, days: null });
  });

  it("tries and saves a rule about the person, and takes it back", async () => {
    const rules = async () => {
      const [settings] = await system.sql<{ plan: { rules: unknown[] } }>(
        "select plan from alert_settings",
      );
      return settings?.plan.rules ?? [];
    };
    const before = await rules();
    const page = await openPerson(options);
    await press(page, "A rule about Anna");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^never/i })
      .click();
    const trial = page.getByRole("region", { name: "The last 30 days with these rules" });
    await expectPage(trial).toBeVisible();
    await trial.getByRole("button", { name: "Save" }).click();
    await hasText(page, "Saved.");
    expect(await rules()).toEqual([
      ...before,
      expect.objectContaining({ whom: { kind: "person", personId }, how: "never" }),
    ]);
    await press(page, "Undo");
    await expectPage.poll(rules).toEqual(before);
  });

  it("refuses a name that is too long in words, and gives the focus back", async () => {
    const page = await openPerson(options);
    await press(page, /^Anna/);
    const field = page.getByRole("textbox", { name: "Name" });
    await field.fill("A".repeat(61));
    await page.keyboard.press("Enter");
    await hasText(page, "A name has at most 60 letters. This one has 61.");
    await expectPage(field).toBeFocused();
    await page.keyboard.press("Escape");
    await expectPage(page.getByRole("button", { name: /^Anna/ })).toBeFocused();
    expect(await stored()).toMatchObject({ name: "Anna" });
  });
});

async function openPerson(options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  await page.context().addCookies(cookiesOf(owner));
  await page.goto(`${system.baseUrl}/people/${personId}`);
  await expectPage(page.getByRole("heading", { level: 1 })).toHaveText("Anna");
  return page;
}

it("makes a file of a visit to be passed on, and hands it out to the household alone", async () => {
  const page = await openVisit(SIZES.phone, `/visits/${event.visitId}`);
  await page.getByRole("checkbox", { name: "Anna" }).check();
  await page.getByRole("button", { name: "Make the file" }).click();
  await expectPage(page.getByText(/^Kith makes the file/)).toBeVisible();
  const link = page.getByRole("link", { name: /^Download/ });
  await expectPage(link).toBeVisible({ timeout: 200_000 });
  const path = (await link.getAttribute("href")) ?? "";
  const answer = await get(path, owner);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="kith-visit-/);
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(["clip-1.mp4", "clip-2.mp4", "manifest.json", "README.txt"]),
  );
  expect((await get(path, neighbour)).status).toBe(404);
  expect((await get(path, "")).status).toBe(401);
  // It stays where Kith does not delete it, which says why.
  const message = "This is not yours to delete.";
  await page.route("**/api/bundles/*", (route) =>
    route.fulfill({ status: 403, json: { message } }),
  );
  await page.getByRole("button", { name: "Delete the file" }).click();
  await hasText(page, message);
  await browser.closePages();

  // At a desk it is there as well, and is deleted before its day is over.
  const wide = await openVisit(SIZES.wide, `/visits/${event.visitId}`);
  await expectPage(wide.getByRole("link", { name: /^Download/ })).toBeVisible();
  await wide.getByRole("button", { name: "Delete the file" }).press("Enter");
  await hasText(wide, "The file is deleted.");
  expect((await get(path, owner)).status).toBe(404);
  // Nor is one made that was cancelled.
  await wide.getByRole("button", { name: "Make the file" }).press("Enter");
  await wide.getByRole("button", { name: "Cancel" }).press("Enter");
  await hasText(wide, "Cancelled. No file is made.");
  await expectPage(wide.getByRole("button", { name: "Make the file" })).toBeEnabled();
});

async function openVisit(options: BrowserContextOptions, path: string): Promise<Page> {
  const page = await browser.newPage(options);
  await page.context().addCookies(cookiesOf(owner));
  await page.goto(`${system.baseUrl}${path}`);
  await hasVideo(page);
  return page;
}

describe("how sure Kith is", () => {
  it("is found out by the worker at the press of a button, and told on the page", async () => {
    const page = await browser.newPage();
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/sureness`);
    await page.getByRole("button", { name: "Test it now" }).click();
    await expectPage(page.getByText(/^Tested /)).toBeVisible();
    const calibrations = "select lighting::text from household_calibrations order by 1";
    expect(await system.sql(calibrations)).toEqual([{ lighting: "day" }, { lighting: "infrared" }]);
  });
});

describe("another household", () => {
  it("finds nothing of ours at any address", async () => {
    const [face] = event.faces;
    const ours = [
      `/visits/${event.visitId}`,
      `/people/${personId}`,
      `/cameras/${cameraId}`,
      frameUrl,
      `/api/events/${event.eventId}`,
      `/api/visits/${event.visitId}`,
      `/api/people/${personId}`,
      event.clip?.url ?? "",
      face?.cropUrl ?? "",
    ];
    for (const path of ours) {
      expect([path, (await get(path, owner)).status]).toEqual([path, 200]);
      const answer = await get(path, neighbour);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.text()).not.toContain("Anna");
    }
  });

  it("has empty lists, and cannot take away our devices", async () => {
    const lists = [
      "visits",
      "people",
      "proposals",
      "review/names",
      "cameras",
      "push/subscriptions",
    ];
    for (const path of lists.map((list) => `/api/${list}`)) {
      expect([path, await (await get(path, neighbour)).json()]).toEqual([path, []]);
    }
    const devices = () =>
      system.sql<{ id: string }>("select id from subscriptions where removed_at is null");
    const [device] = await devices();
    const answer = await fetch(`${system.baseUrl}/api/push/subscriptions`, {
      method: "DELETE",
      headers: {
        cookie: neighbour,
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
        origin: system.baseUrl,
      },
      body: JSON.stringify({ subscriptionId: device?.id }),
    });
    expect(answer.status).toBe(204);
    expect(await devices()).toEqual([device]);
  });

  it("does not reach our media by a crooked address", async () => {
    const [, , , ourId, ...rest] = (event.faces[0]?.cropUrl ?? "").slice(1).split("/");
    const [row] = await system.sql<{ household_id: string }>(
      `select household_id from memberships m join accounts a on a.id = m.account_id
       where a.email = $1`,
      [NEIGHBOUR_EMAIL],
    );
    const own = `/api/media/households/${row?.household_id}`;
    for (const step of ["%2e%2e", "..%2f", "%2e%2e%2f"]) {
      const path = `${own}/${step}/${ourId}/${rest.join("/")}`;
      expect([path, (await get(path, neighbour)).status]).toEqual([path, 404]);
    }
  });
});

describe.each(sizes)("the timeline of many visits, %s", (_, options) => {
  const EARLIER = 70;
  const rows = (page: Page) => page.locator("main li a:has(span.font-semibold)");
  /** So many visits, one an hour, before this one. */
  const addVisits = (hoursAgo: number, count: number) =>
    system.sql(
      `with added as (
         insert into visits (id, household_id, started_at, ended_at)
         select gen_random_uuid(), c.household_id, at, at + interval '2 minutes'
         from cameras c, generate_series(0, $3::int - 1) each,
           lateral (select now() - ($2::float8 + each) * interval '1 hour' as at) times
         where c.id = $1 returning *
       )
       insert into events
         (id, household_id, camera_id, visit_id, kind, occurred_at, received_at, outcome, outcome_reason)
       select id, household_id, $1, id, 'motion', started_at, started_at, 'no_face', 'too-dark'
       from added`,
      [cameraId, hoursAgo, count],
    );
  const chip = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

  beforeAll(() => addVisits(1, EARLIER));
  afterAll(async () => {
    // Of these alone the visit and its event have one id.
    await system.sql("delete from events where id = visit_id");
    await system.sql(
      "delete from visits v where not exists (select 1 from events where visit_id = v.id)",
    );
  });

  it("is scrolled to its end, filtered, searched and left by a link, all in the address", async () => {
    const page = await browser.newPage(options);
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/`);
    await expectPage(rows(page)).not.toHaveCount(0);
    await expectPage
      .poll(async () => {
        await page.mouse.wheel(0, 4000);
        return await rows(page).count();
      })
      .toBe(EARLIER + 2);
    await page.evaluate(() => window.scrollTo(0, 0));

    await chip(page, "How it ended").press("Enter");
    await page.getByRole("link", { name: "A face was seen" }).click();
    await page.waitForURL(/\?outcome=recognised$/);
    await expectPage(rows(page)).toHaveCount(1);
    if (options === SIZES.phone) {
      await rows(page).first().click();
      await page.waitForURL(/\/visits\//);
      await expectPage(page).toHaveTitle(/^Anna .+ · \d+ \w+ at \d.+ · Kith$/);
      await page.getByRole("main").getByRole("link", { name: "Timeline" }).click();
      await page.waitForURL(/\?outcome=recognised$/);
      await expectPage(rows(page)).toHaveCount(1);
    }
    await page.goBack();
    await page.waitForURL(`${system.baseUrl}/`);
    await expectPage(rows(page)).toHaveCount(EARLIER + 2);

    await page.getByRole("searchbox", { name: "Search by person" }).fill("anna zoe");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?q=anna\+zoe$/);
    await hasText(page, "No visit is like that");
    await page.getByText("Without “Search”").click();
    await page.waitForURL(`${system.baseUrl}/`);

    await chip(page, "Who").click();
    await page.getByRole("link", { name: "Anna", exact: true }).click();
    await page.waitForURL(/\?person=/);
    await expectPage(rows(page)).toHaveCount(1);
    await page.getByRole("link", { name: "Show all visits" }).click();
    await expectPage(rows(page)).not.toHaveCount(1);

    // By category, camera and hours, one beside the other.
    await chip(page, "Who").click();
    await page.getByRole("dialog").getByRole("link", { name: "Familiar" }).click();
    await page.waitForURL(/\?category=familiar$/);
    await expectPage(rows(page)).toHaveCount(1);
    await chip(page, "Where").click();
    await page.getByRole("dialog").getByRole("link", { name: "Garden gate" }).click();
    await page.waitForURL(/\?category=familiar&camera=/);
    await expectPage(rows(page)).toHaveCount(1);
    await chip(page, "Hours").click();
    await page.getByRole("dialog").getByRole("button", { name: "Show these hours" }).click();
    await page.waitForURL(/from=22&until=6/);
    await page.getByRole("searchbox", { name: "Search by person" }).fill("familiar");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=familiar/);
    await page.goto(`${system.baseUrl}/?q=familiar`);
    await expectPage(rows(page)).toHaveCount(1);
    await page.getByRole("link", { name: "Show all visits" }).click();
    await expectPage(rows(page)).not.toHaveCount(1);

    await chip(page, "Day").click();
    const days = page.getByRole("dialog").getByRole("link", { name: "somebody came" });
    await days.first().click();
    await page.waitForURL(/\?day=/);
    await page.getByRole("button", { name: "As a table" }).click();
    await expectPage(page.getByRole("row")).not.toHaveCount(0);
    expect(await page.evaluate(overflow)).toEqual([]);
  });

  it("keeps its place when somebody comes, and says so", async () => {
    const page = await browser.newPage(options);
    await page.context().addCookies(cookiesOf(owner));
    await page.goto(`${system.baseUrl}/`);
    await expectPage(rows(page).nth(11)).toBeAttached();
    const read = rows(page).nth(8);
    await read.scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 300);
    await expectPage.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
    const [text, place] = [await read.textContent(), await read.boundingBox()];
    await addVisits(0, 1);
    await system.sql(
      "select pg_notify('kith_changes', household_id::text) from cameras where id = $1",
      [cameraId],
    );
    await expectPage(page.getByRole("button", { name: "1 new" })).toBeVisible();
    expect([await read.textContent(), await read.boundingBox()]).toEqual([text, place]);
    await page.getByRole("button", { name: "1 new" }).click();
    await expectPage.poll(() => page.evaluate(() => scrollY)).toBe(0);
    await expectPage(rows(page).first()).toContainText("just now");
  });
});

it("the timeline is fetched anew when a finger draws it down", async () => {
  const page = await browser.newPage(SIZES.phone);
  await page.context().addCookies(cookiesOf(owner));
  await page.goto(`${system.baseUrl}/`);
  const sentence = page.getByText(/^Anna and somebody new/).first();
  await expectPage(sentence).toBeVisible();
  // Said by nobody: no change is told.
  await system.sql("update people set name = 'Annabel' where id = $1", [personId]);
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    cdp.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: y === undefined ? [] : [{ x: 200, y }],
    });
  const drawDown = async (from: number) => {
    await touch("touchStart", from);
    for (const px of [40, 80, 120, 160]) await touch("touchMove", from + px);
  };

  // A finger within what is itself scrolled down draws that alone.
  const inner = page.getByRole("region", { name: /^Today/ });
  const place = await inner.evaluate((element) => {
    Object.assign(element.style, { maxHeight: "64px", overflowY: "auto" });
    element.scrollTop = 20;
    return { scrolledPx: element.scrollTop, top: element.getBoundingClientRect().top };
  });
  expect(place.scrolledPx).toBe(20);
  await drawDown(place.top + 32);
  await page.waitForTimeout(200);
  await expectPage(page.locator("[style*='--drawn']")).toHaveAttribute(
    "style",
    /^--drawn: ?0px;?$/,
  );
  await touch("touchEnd");
  await inner.evaluate((element) => element.removeAttribute("style"));

  await expectPage(async () => {
    await drawDown(300);
    await touch("touchEnd");
    await expectPage(page.getByText(/^Annabel and somebody new/).first()).toBeVisible({
      timeout: 3_000,
    });
  }).toPass();
  await system.sql("update people set name = 'Anna' where id = $1", [personId]);
});

describe("every page", () => {
  /** What another household's owner sees, who has nothing yet. */
  const EMPTY = ["/", "/review", "/people", "/cameras", "/alerts", "/ledger", "/sureness"];
  /** Leads to a page that is looked at by its own address. */
  const LEADS_ON = ["/events/[eventId]"];

  beforeAll(async () => {
    await haveNeighbours(system, event.visitId);
  });

  it.each<SizeName>(["phone", "wide"])(
    "is whole and accessible, light and dark: %s",
    async (size) => {
      const pages = (await routes("page.tsx")).filter(({ path }) => !LEADS_ON.includes(path));
      expect(pages.length).toBeGreaterThanOrEqual(15);
      await lookAtAll(size, [
        ...pages.map(({ path }) => ({
          name: nameOf(path),
          path: filled(path),
          cookie: OPEN_PAGES.includes(path) ? "" : owner,
        })),
        { name: "not-there", path: NOWHERE, cookie: owner },
        { name: "no-match", path: "/?q=anna+zoe", cookie: owner },
      ]);
    },
  );

  it.each<SizeName>(["phone", "wide"])(
    "says to who has nothing yet what will be there: %s",
    async (size) => {
      await lookAtAll(
        size,
        EMPTY.map((path) => ({ name: `empty.${nameOf(path)}`, path, cookie: neighbour })),
      );
    },
  );

  it("opens its sheets accessible, light and dark", async () => {
    const page = await browser.newPage(SIZES.phone);
    await page.context().addCookies(cookiesOf(owner));
    const findings: Finding[] = [];
    /** What a button opens, and closes again. */
    const sheet = async (name: string, button: string | RegExp) => {
      await page.getByRole("button", { name: button }).first().click();
      await expectPage(page.getByRole("dialog")).toBeVisible();
      findings.push(...(await lookAt(page, name, "phone")));
      await page.keyboard.press("Escape");
      await expectPage(page.getByRole("dialog")).toBeHidden();
    };
    await page.goto(`${system.baseUrl}/`);
    await sheet("sheet.day", "Day");
    await sheet("sheet.who", "Who");
    await sheet("sheet.hours", "Hours");
    await page.goto(`${system.baseUrl}/alerts`);
    await sheet("sheet.snooze", "Snooze");
    await sheet("sheet.whom", "Add a rule");
    await sheet("sheet.where", "Change: at every camera");
    await sheet("sheet.when", "Change: always");
    await sheet("sheet.how", "Change: without a sound");
    await sheet("sheet.pause", "Change: every time");
    await page.goto(`${system.baseUrl}/people/${personId}`);
    await sheet("sheet.note", "Note and end…");
    await sheet("sheet.merge", "Merge with…");
    await sheet("sheet.forget", "Forget…");
    await page.getByRole("button", { name: "Choose", exact: true }).click();
    await page
      .getByRole("checkbox", { name: /^Face at/ })
      .first()
      .check();
    findings.push(...(await lookAt(page, "person.faces-chosen", "phone")));
    expect(findings).toEqual([]);
  });

  const nameOf = (path: string) =>
    path
      .slice(1)
      .replaceAll("/", ".")
      .replaceAll(/\[(\w+)Id\]/g, "$1") || "timeline";

  type Place = { name: string; path: string; cookie: string };

  /** Two at a time: while one page is drawn the other one waits for its pictures. */
  async function lookAtAll(size: SizeName, places: Place[]): Promise<void> {
    const left = [...places];
    const findings: Finding[] = [];
    const lookOn = async () => {
      for (let place = left.shift(); place; place = left.shift())
        findings.push(...(await lookAtPlace(size, place)));
    };
    await Promise.all([lookOn(), lookOn()]);
    expect(findings).toEqual([]);
  }

  async function lookAtPlace(size: SizeName, { name, path, cookie }: Place): Promise<Finding[]> {
    const page = await browser.newPage(SIZES[size]);
    if (cookie) await page.context().addCookies(cookiesOf(cookie));
    await page.goto(`${system.baseUrl}${path}`);
    const findings = await lookAt(page, name, size);
    await page.context().close();
    return findings;
  }
});

const get = (path: string, cookie: string) =>
  fetch(`${system.baseUrl}${path}`, { headers: { cookie }, redirect: "manual" });

const cookiesOf = (header: string) =>
  header.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: system.baseUrl };
  });

/** A second household, whose owner has the first one's password. */
async function addNeighbour({ sql, email }: System): Promise<void> {
  await sql(
    `with household as (
       insert into households (id, name) values (gen_random_uuid(), 'Next door') returning id
     ), account as (
       insert into accounts (id, email, password_hash, display_name)
       select gen_random_uuid(), $1, password_hash, 'Neighbour'
       from accounts where email = $2 returning id
     )
     insert into memberships (id, household_id, account_id, role)
     select gen_random_uuid(), household.id, account.id, 'owner' from household, account`,
    [NEIGHBOUR_EMAIL, email],
  );
}

/** Two people at the front door and one of them at the gate, and before them nobody there. */
async function haveVisits({ sql, emulator }: System): Promise<void> {
  const play = (device: string, media: string, minutesAgo: number) =>
    emulator.control.addEvent({ device, media, at: Date.now() - minutesAgo * MINUTE_MS });
  await play("Garden gate", "empty-wind", 8);
  await play("Front door", "two-anna-emil", 4);
  await play("Garden gate", "anna-day", 3.5);
  await eventually(async () => {
    const decided = await sql("select 1 from events where decided_at is not null");
    return decided.length === 3;
  }, 2 * MINUTE_MS);
}

const hasText = (page: Page, text: string) =>
  expectPage(page.getByText(text).first()).toBeVisible();

const hasVideo = (page: Page) => expectPage(page.locator("video")).toBeVisible();

/** A true address for a route, with our event, person and picture in it. */
function filled(path: string): string {
  const key = event.faces[0]?.cropUrl?.replace("/api/media/", "") ?? "";
  const address = path
    .replace("[eventId]", event.eventId)
    .replace("[visitId]", event.visitId)
    .replace("[bundleId]", event.visitId)
    .replace("[personId]", personId)
    .replace("[cameraId]", cameraId)
    .replace("[enrolmentId]", enrolmentId)
    .replace("[photoId]", enrolmentId)
    .replace("[token]", TOKEN)
    .replace("[...key]", key);
  if (address.includes("[")) throw new Error(`The test has nothing to put into ${path}.`);
  return address;
}
