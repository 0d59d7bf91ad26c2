import { setTimeout } from "node:timers/promises";
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Actor, HouseholdId } from "#lib/accounts/types.ts";
import { closeDb, db } from "#lib/infra/db.ts";
import { forgetEnv } from "#lib/infra/env.ts";
import { mediaUrl } from "#lib/infra/media-url.ts";
import { store } from "#lib/infra/store.ts";
import { forgetPerson } from "#lib/people/commands.ts";
import { assignFaces } from "#lib/people/faces/commands.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { askAbout, buildCamera, buildEvent, buildFace } from "#lib/testing/factories.ts";
import { expectPage, PHONE, startBrowser, type TestBrowser } from "./browser.ts";
import { lookAt, SIZES, type SizeName } from "./screens/look.ts";
import { signIn } from "./system/session.ts";
import { type System, startSystem } from "./system.ts";

const DESKTOP = { viewport: { width: 1280, height: 800 }, locale: "en-GB" };

let browser: TestBrowser;
let system: System;
let cookie: string;
let camera: Awaited<ReturnType<typeof buildCamera>>;

beforeAll(async () => {
  browser = await startBrowser();
  // Longer than anything is held here.
  system = await startSystem({ workers: 0, env: { DATABASE_TIMEOUT_S: "60" } });
  Object.assign(process.env, system.env);
  forgetEnv();
  const { id } = await db().household.findFirstOrThrow();
  camera = await buildCamera({ householdId: id as HouseholdId });
  cookie = await signIn(system);
});
afterAll(async () => {
  await closeDb();
  await browser?.close();
  await system?.stop();
});
afterEach(async () => expect(await browser.closePages()).toEqual([]));

it.each<[SizeName, string]>([
  ["wide", "keys"],
  ["phone", "taps"],
])("fifty faces of five people are reviewed on a %s screen with five %s", async (size) => {
  const names = ["Anna", "Bert", "Chidi", "Diego", "Emil"].map((name) =>
    size === "wide" ? `${name} Weber` : `${name} Roth`,
  );
  const wanted = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const { personId, faceIds } = await group(name, 10, index * 70);
    for (const faceId of faceIds) wanted.set(faceId, personId);
  }
  const page = await openReview(SIZES[size]);
  await expectPage(page.getByText("5 questions · 50 faces left")).toBeVisible();
  let presses = 0;
  for (let left = names.length; left > 0; left--) {
    await expectPage(page.getByText(`${left * 10} faces left`)).toBeVisible();
    if (size === "wide") await press(page, "y");
    else await page.getByRole("button", { name: /^Yes, / }).tap();
    presses++;
  }
  await expectPage(page.getByText("Nothing to review")).toBeVisible();
  expect(presses).toBeLessThanOrEqual(12);
  const faces = await db().face.findMany({ where: { id: { in: [...wanted.keys()] } } });
  expect(faces).toHaveLength(50);
  for (const { id, personId, isConfirmed } of faces)
    expect([personId, isConfirmed]).toEqual([wanted.get(id), true]);
});

it("a whole review goes by the keyboard alone, and back", async () => {
  // Those of before could be taken back, too.
  await db().handledRequest.deleteMany();
  await group("Fatima", 3, 20);
  await group("Goran", 2, 140);
  await newcomer(3, 260);
  await proposal();
  const before = await places();
  const page = await openReview(DESKTOP);
  await asks(page, "Are these Fatima?");
  await expectPage(page.getByText("Yes names 3 visits.")).toBeVisible();
  await press(page, "j");
  await asks(page, "Are these Goran?");
  await seeVisit(page);
  await asks(page, "Are these Goran?");
  await page.keyboard.press("k");
  await asks(page, "Are these Fatima?");

  // Letters can be turned off, here and in the settings.
  const keys = page.getByRole("switch", { name: "Single keys in the review" });
  await keys.press("Space");
  await expectPage(page.getByRole("button", { name: "Next question" })).not.toHaveAttribute(
    "aria-keyshortcuts",
  );
  for (const key of "jyns") await page.keyboard.press(key);
  await asks(page, "Are these Fatima?");
  const areKept = async () => (await db().account.findFirstOrThrow()).reviewKeys;
  await expectPage.poll(areKept).toBe(false);
  await page.getByRole("link", { name: "Settings" }).press("Enter");
  await expectPage(keys).not.toBeChecked();
  await keys.press("Space");
  await expectPage.poll(areKept).toBe(true);
  await page.goto(`${system.baseUrl}/review`);
  await expectPage(keys).toBeChecked();

  // One of the three does not belong.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("x");
  await expectPage(page.getByText("2 of 3 faces chosen")).toBeVisible();
  await expectPage(page.getByText("Yes names 2 visits.")).toBeVisible();
  const yes = page.getByRole("button", { name: "Yes, Fatima" });
  await tabTo(page, yes);
  await expectPage(yes).toBeEnabled();
  await page.keyboard.press("Enter");
  await says(page, "2 faces are Fatima now.");
  await asks(page, "Is this Fatima?");
  await expectPage(yes).toBeFocused();
  await press(page, "n");
  await says(page, "Noted: 1 face is not Fatima.");

  await asks(page, "Same person?");
  await press(page, "n");
  await says(page, "Noted: two people.");
  await asks(page, "Who is this?");
  await seeVisit(page);
  await asks(page, "Who is this?");
  await expectPage(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await choose(page, "y", "Hana", "Somebody new: Hana");
  await says(page, "Named Hana.");
  await asks(page, "Are these Goran?");
  // Whoever comes back from a visit takes back the last answer, not the last that was known here before.
  await page.route("**/api/review/answers", async (route) => {
    if (route.request().method() === "GET") await setTimeout(1_500);
    await route.continue();
  });
  await seeVisit(page);
  await asks(page, "Are these Goran?");
  await expectPage(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await page.keyboard.press("u");
  await asks(page, "Who is this?");
  await page.unroute("**/api/review/answers");
  await choose(page, "y", "Hana", "Somebody new: Hana");
  await asks(page, "Are these Goran?");
  await choose(page, "s", "fat", "Fatima");
  await says(page, "2 faces were given to Fatima.");
  await expectPage(page.getByText("Nothing to review")).toBeVisible();

  for (const asked of [
    "Are these Goran?",
    "Who is this?",
    "Same person?",
    "Is this Fatima?",
    "Are these Fatima?",
  ]) {
    await page.keyboard.press("u");
    await asks(page, asked);
    await says(page, "Taken back.");
    // What was answered can be taken back though the page was left.
    if (asked !== "Who is this?") continue;
    await page.reload();
    await expectPage(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  }
  await expectPage(page.getByRole("button", { name: "Undo" })).toBeDisabled();
  expect(await places()).toEqual(before);
  await db().mergeProposal.deleteMany();
  await finish(page);
});

it("a swipe to the right is yes, one to the left no, and a press takes it back", async () => {
  const { personId, faceIds } = await group("Ines", 2, 20);
  await group("Jonas", 1, 200);
  const page = await openReview(PHONE);
  await asks(page, "Are these Ines?");
  await swipe(page, "Yes, Ines", 30);
  await asks(page, "Are these Ines?");
  await swipe(page, "Yes, Ines", 160);
  await says(page, "2 faces are Ines now.");
  await asks(page, "Is this Jonas?");
  await swipe(page, "Yes, Jonas", -160);
  await says(page, "Noted: 1 face is not Jonas.");
  await expectPage(page.getByText("Nothing to review")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await says(page, "Taken back.");
  await asks(page, "Is this Jonas?");
  const faces = await db().face.findMany({ where: { id: { in: faceIds } } });
  expect(faces.map((face) => face.personId)).toEqual([personId, personId]);
  await finish(page);
});

it("what is left stands in the navigation, and faces are left out by a range", async () => {
  const { faceIds } = await group("Kofi", 4, 60);
  const page = await openReview(PHONE);
  await expectPage(page.getByRole("link", { name: /^1 question left/ })).toBeVisible();
  const frames = page.getByRole("group", { name: /faces chosen/ }).getByRole("button");
  await frames.nth(1).click();
  await frames.nth(3).click({ modifiers: ["Shift"] });
  await expectPage(page.getByText("1 of 4 faces chosen")).toBeVisible();
  await page.getByRole("button", { name: "Not a face" }).click();
  await says(page, "Noted: not a face.");
  await asks(page, "Are these Kofi?");
  expect(await db().face.count({ where: { id: { in: faceIds }, isFace: false } })).toBe(1);
  await press(page, "v");
  await says(page, "Noted: never Kofi. Kith does not ask about these two again.");
  await expectPage(page.getByText("Nothing to review")).toBeVisible();
  await expectPage(page.getByRole("link", { name: /question left/ })).toHaveCount(0);
});

it("without a connection a phone shows the last days, and what is answered there counts once", async () => {
  const lena = await group("Lena", 3, 20);
  const musa = await group("Musa", 2, 120);
  await group("Nils", 1, 220);
  const jonas = await face(300, { name: "Jonas" });
  const { accountId, householdId } = await db().membership.findFirstOrThrow();
  const owner = { accountId, householdId, role: "owner" } as Actor;
  const entries = () => db().identityEntry.count({ where: { accountId, act: { not: "undo" } } });
  const before = await entries();
  const page = await openReview(PHONE);
  const context = page.context();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expectPage.poll(() => page.evaluate(keptPictures)).toContain(lena.cropUrl);
  await expectPage.poll(() => page.evaluate(picturesToKeep)).toEqual([]);

  await context.setOffline(true);
  await asks(page, "Are these Lena?");
  await answer(page, "Yes, Lena");
  await says(page, "3 faces are Lena now. Waits here until Kith can be reached.");
  await expectPage(page.getByText(/^Offline. As of \d\d:\d\d.$/)).toBeVisible();
  await expectPage(page.getByText("1 answer waits here to be sent.")).toBeVisible();
  await asks(page, "Are these Musa?");
  await answer(page, "No");
  await asks(page, "Is this Nils?");
  await answer(page, "Not a face");
  await expectPage(page.getByText("3 answers wait here to be sent.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await asks(page, "Is this Nils?");
  await expectPage(page.getByText("2 answers wait here to be sent.")).toBeVisible();

  await page.goto(`${system.baseUrl}/`);
  await expectPage(page.getByRole("heading", { level: 1, name: "The last days" })).toBeVisible();
  expect(await lookAt(page, "kept-timeline", "phone")).toEqual([]);
  await page.getByRole("link", { name: /Lena/ }).first().click();
  await expectPage(page.getByRole("heading", { level: 1, name: "Visit" })).toBeVisible();
  expect(await lookAt(page, "kept-visit", "phone")).toEqual([]);
  await page.goto(`${system.baseUrl}/events/${jonas.eventId}`);
  await page.getByRole("button", { name: "Not Jonas" }).click();
  await expectPage(page.getByText("You said that this is somebody else.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expectPage(page.getByRole("button", { name: "Not Jonas" })).toBeVisible();
  await page.goto(`${system.baseUrl}/people`);
  await page.getByRole("link", { name: "Lena", exact: true }).click();
  await expectPage(page.getByRole("heading", { level: 1, name: "Lena" })).toBeVisible();
  await expectPage.poll(() => page.evaluate(missingPictures)).toEqual([]);
  await page.goto(`${system.baseUrl}/review`);
  await asks(page, "Is this Nils?");
  await expectPage(page.getByText("2 answers wait here to be sent.")).toBeVisible();
  expect(await entries()).toBe(before);

  // Somebody else says meanwhile whose the faces are, and the first answer that Kith gives is lost.
  await assignFaces(owner, musa.faceIds, jonas.personId);
  let sent = 0;
  await context.route("**/api/review/answers", async (route) => {
    sent++;
    if (sent > 1) return await route.continue();
    await route.fetch();
    await route.abort();
  });
  await context.setOffline(false);
  await expectPage(page.getByText("An answer was not taken")).toBeVisible();
  await expectPage(page.getByText("By now: Jonas.")).toBeVisible();
  await expectPage(page.getByText("wait here to be sent")).toBeHidden();
  await expectPage(page.getByText(/^Offline/)).toBeHidden();
  // The service worker may have sent them as well.
  expect(sent).toBeGreaterThanOrEqual(3);
  expect(await entries()).toBe(before + 2);
  const faces = await db().face.findMany({ where: { id: { in: lena.faceIds } } });
  expect(new Set(faces.map(({ personId }) => personId))).toEqual(new Set([lena.personId]));
  await page.getByRole("button", { name: "I have seen it" }).click();
  await expectPage(page.getByText("An answer was not taken")).toBeHidden();

  // Whoever is forgotten goes from the phone as well, and with the session all goes.
  await forgetPerson(owner, lena.personId, false, new Date());
  await page.reload();
  await expectPage.poll(() => page.evaluate(keptPictures)).not.toContain(lena.cropUrl);
  await page.goto(`${system.baseUrl}/settings`);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/sign-in/);
  await expectPage.poll(() => page.evaluate(keptPictures)).toEqual([]);
  await db().person.updateMany({ where: { id: lena.personId }, data: { forgottenAt: null } });
  // The browser writes what it could not fetch into its console.
  await browser.closePages();
});

it("what is said on pages without a connection is sent once, though Kith is closed by then", async () => {
  const { personId, faceIds } = await group("Olga", 1, 40);
  const [asked] = await db().face.findMany({
    where: { id: { in: faceIds } },
    include: { event: true },
  });
  const entries = () => db().identityEntry.count({ where: { act: { not: "undo" } } });
  const nameOf = async () =>
    (await db().person.findUniqueOrThrow({ where: { id: personId } })).name;
  const before = await entries();
  const page = await openReview(PHONE);
  const context = page.context();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`${system.baseUrl}/visits/${asked?.event?.visitId}`);
  await expectPage(page.getByRole("button", { name: "Yes, Olga" })).toBeVisible();
  await expectPage
    .poll(() => page.evaluate(keptPictures))
    .toContain(mediaUrl(asked?.cropKey ?? ""));

  await context.setOffline(true);
  await page.getByRole("button", { name: "Yes, Olga" }).click();
  await expectPage(page.getByText(/Waits here until Kith can be reached\.$/)).toBeVisible();
  await expectPage(page.getByRole("button", { name: "Yes, Olga" })).toBeHidden();
  await expectPage(page.getByText(/^Correcting a face needs a/).first()).toBeVisible();
  await page.goto(`${system.baseUrl}/people/${personId}`);
  await page.getByRole("button", { name: /^Olga/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Olga Petrova");
  await page.getByRole("button", { name: "Save" }).click();
  await says(page, "Named Olga Petrova. Waits here until Kith can be reached.");
  await expectPage(page.getByRole("heading", { level: 1, name: "Olga Petrova" })).toBeVisible();
  await page.getByRole("radio", { name: "Watchlist" }).click();
  await expectPage(page.getByText("3 answers wait here to be sent.")).toBeVisible();
  expect(await lookAt(page, "kept-person", "phone")).toEqual([]);
  expect([await entries(), await nameOf()]).toEqual([before, "Olga"]);

  const closed = await context.newPage();
  await page.close();
  await context.setOffline(false);
  await syncInBackground(closed);
  await eventually(async () => (await entries()) === before + 3);
  expect(await nameOf()).toBe("Olga Petrova");
  const faces = await db().face.findMany({ where: { id: { in: faceIds } } });
  expect(faces.map((face) => face.personId)).toEqual([personId]);

  await closed.goto(`${system.baseUrl}/people`);
  await expectPage(closed.getByRole("heading", { level: 1, name: "People" })).toBeVisible();
  await expectPage.poll(() => closed.evaluate(waitingAnswers)).toBe(0);
  await expectPage(closed.getByText("An answer was not taken")).toBeHidden();
  expect(await entries()).toBe(before + 3);
  // The browser writes what it could not fetch into its console.
  await browser.closePages();
});

it("a review without a connection goes as far as the device keeps it, and says that there is more", async () => {
  await db().person.updateMany({ where: { name: null }, data: { isHidden: true } });
  const names = ["Ada", "Ben", "Cleo", "Dora", "Enzo", "Finn"];
  for (const [index, name] of names.entries()) await group(name, names.length - index, index * 60);
  const page = await openReview(PHONE);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expectPage.poll(() => page.evaluate(keptQuestions)).toBe(names.length);
  await page.evaluate(keepTwoQuestions);
  for (const name of ["Ben", "Cleo", "Dora", "Enzo"]) {
    await page.getByRole("button", { name: "Next question" }).click();
    await asks(page, `Are these ${name}?`);
  }
  await page.getByRole("button", { name: "Next question" }).click();
  await asks(page, "Is this Finn?");

  // What is asked beyond the first stretch is not kept, and yet comes back when its answer is taken back.
  const context = page.context();
  await context.setOffline(true);
  await answer(page, "Yes, Finn");
  await says(page, "1 face is Finn now. Waits here until Kith can be reached.");
  await page.getByRole("button", { name: "Undo" }).click();
  await says(page, "Taken back. Waits here until Kith can be reached.");
  await asks(page, "Is this Finn?");

  await page.reload();
  await asks(page, "Are these Ada?");
  await answer(page, "Yes, Ada");
  await asks(page, "Are these Ben?");
  await answer(page, "Yes, Ben");
  await expectPage(page.getByText("The rest needs a connection")).toBeVisible();
  await expectPage(page.getByText("Nothing to review")).toBeHidden();

  // Kith is there again, and takes no answers yet.
  await context.route("**/api/review/answers", (route) => route.fulfill({ status: 500, json: {} }));
  await context.route("**/api/review", async (route) => {
    const told = await route.fetch();
    const { questions, ...rest } = await told.json();
    await route.fulfill({ json: { ...rest, questions: questions.slice(0, 2) } });
  });
  await context.setOffline(false);
  await expectPage(page.getByText(/^Offline/)).toBeHidden();
  await expectPage(page.getByText("Kith cannot be reached, so this may be out")).toBeVisible();

  // They are sent while the review is opened, and the last one is what can be taken back.
  await page.goto("about:blank");
  await context.unrouteAll();
  await context.route("**/api/review/answers", async (route) => {
    if (route.request().method() === "POST") await setTimeout(1_500);
    await route.continue();
  });
  await page.goto(`${system.baseUrl}/review`);
  await expectPage(page.getByRole("button", { name: "Undo" })).toBeEnabled();
  await page.getByRole("button", { name: "Undo" }).click();
  await says(page, "Taken back.");
  await asks(page, "Are these Ben?");
  await answer(page, "Yes, Ben");
  await asks(page, "Are these Cleo?");
  await db().person.updateMany({ where: { name: { in: names } }, data: { isHidden: true } });
  // The browser writes what it could not fetch into its console.
  await browser.closePages();
});

it("what a device keeps is shown once it is whole, and ends after two weeks", async () => {
  const page = await openReview(PHONE);
  const reloadOffline = async () => {
    await page.context().setOffline(true);
    await page.reload();
  };
  const copies = async () => {
    await page.context().setOffline(false);
    // A page that keeps nothing itself.
    await page.goto(`${system.baseUrl}/icons/icon-192.png`);
    return await page.evaluate(async () =>
      (await caches.keys()).filter((each) => /kept-/.test(each)),
    );
  };
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expectPage.poll(() => page.evaluate(keptPage)).toBeTruthy();
  await page.evaluate(age, 13);
  await reloadOffline();
  await expectPage(page.getByText("Nothing to review")).toBeVisible();
  await page.evaluate(leaveUnfinished);
  await expect(reloadOffline()).rejects.toThrow("ERR_FAILED");
  expect(await copies()).toHaveLength(1);
  await page.goto(`${system.baseUrl}/review`);
  await expectPage.poll(() => page.evaluate(keptPage)).toBeTruthy();
  await page.evaluate(age, 15);
  await expect(reloadOffline()).rejects.toThrow("ERR_FAILED");
  expect(await copies()).toEqual([]);
  // The browser writes what it could not fetch into its console.
  await browser.closePages();
});

it("a page asks to be loaded anew once another version runs", async () => {
  const page = await openReview(PHONE);
  await expectPage(page.getByRole("heading", { level: 1, name: "Review" })).toBeVisible();
  await expectPage(page.getByText("A new version is there.")).toBeHidden();
  const body = "event: build\ndata: newer\n\n";
  const newer = { contentType: "text/event-stream", body };
  await page.context().route("**/api/live?*", (route) => route.fulfill(newer));
  await page.reload();
  await expectPage(page.getByText("A new version is there.")).toBeVisible();
  await page.context().unroute("**/api/live?*");
  await page.getByRole("button", { name: "Reload" }).click();
  await expectPage(page.getByText("A new version is there.")).toBeHidden();
});

/** The pictures that are kept on the device, by address. */
async function keptPictures(): Promise<string[]> {
  const found: string[] = [];
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    found.push(...requests.map(({ url }) => new URL(url).pathname));
  }
  return found.filter((path) => path.startsWith("/api/media/"));
}

/** The pictures that what is kept names, and that are not kept yet. */
async function picturesToKeep(): Promise<string[]> {
  const answers = ["/api/visits?limit=100", "/api/review"].map((address) => caches.match(address));
  const told = await Promise.all((await Promise.all(answers)).map((kept) => kept?.text()));
  const named = told.join().match(/\/api\/media\/[^"]+\.jpg/g) ?? [];
  const kept = await Promise.all(named.map((address) => caches.match(address)));
  return named.filter((_, index) => !kept[index]);
}

/** How many questions the device can show without a connection. */
async function keptQuestions(): Promise<number> {
  const [kept, shell] = [await caches.match("/api/review"), await caches.match("/offline")];
  return kept && shell ? (await kept.json()).questions.length : 0;
}

/** The page that shows what is kept. */
const keptPage = async () => (await caches.match("/offline"))?.text();

/** Has the device think that it keeps its copy since so many days. */
async function age(days: number): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const kept = await cache.match("/offline");
    if (!kept) continue;
    const headers = new Headers(kept.headers);
    headers.set("x-kith-kept-at", new Date(Date.now() - days * 24 * 3_600_000).toISOString());
    await cache.put("/offline", new Response(await kept.text(), { headers }));
  }
}

/** Leaves the copy as it is while a page keeps it. */
async function leaveUnfinished(): Promise<void> {
  for (const name of await caches.keys()) await (await caches.open(name)).delete("/offline");
}

/** Has the device keep the first two questions only, as of very many. */
async function keepTwoQuestions(): Promise<void> {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    const kept = await cache.match("/api/review");
    if (!kept) continue;
    const { questions, ...page } = await kept.json();
    const body = JSON.stringify({ ...page, questions: questions.slice(0, 2) });
    await cache.put("/api/review", new Response(body, { headers: kept.headers }));
  }
}

/** Has the browser tell the service worker that there is a connection, as it does by itself in time. */
async function syncInBackground(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  await cdp.send("ServiceWorker.dispatchSyncEvent", {
    ...{ origin: system.baseUrl, registrationId: await registered },
    ...{ tag: "answers", lastChance: false },
  });
}

/** How many answers lie on the device. */
const waitingAnswers = () =>
  new Promise<number>((resolve) => {
    const opening = indexedDB.open("kith-answers");
    opening.onsuccess = () => {
      const counting = opening.result.transaction("answers").objectStore("answers").count();
      counting.onsuccess = () => resolve(counting.result);
    };
  });

const missingPictures = () =>
  [...document.images]
    .filter(({ complete, naturalWidth }) => complete && naturalWidth === 0)
    .map(({ src }) => src);

/** Presses a button once the question can be answered. */
async function answer(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await expectPage(button).toBeEnabled();
  await button.click();
}

const openReview = (options: Screen) => open(options, "/review");

type Screen = Parameters<TestBrowser["newPage"]>[0];

async function open(options: Screen, path: string): Promise<Page> {
  const page = await browser.newPage(options);
  const cookies = cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: system.baseUrl };
  });
  await page.context().addCookies(cookies);
  await page.goto(`${system.baseUrl}${path}`);
  return page;
}

const asks = (page: Page, question: string) =>
  expectPage(page.getByRole("heading", { level: 2 })).toHaveText(question);

const says = (page: Page, text: string) =>
  expectPage(page.getByText(text, { exact: true })).toBeVisible();

/** Presses a key once the question can be answered. */
async function press(page: Page, key: string): Promise<void> {
  const answer = page.getByRole("button", { name: /^(Yes|Give a name)/ });
  await expectPage(answer).toBeEnabled();
  await page.keyboard.press(key);
}

async function choose(page: Page, key: string, text: string, offered: string): Promise<void> {
  await press(page, key);
  await expectPage(page.getByRole("combobox", { name: "Name" })).toBeFocused();
  await page.keyboard.type(text);
  await expectPage(page.getByRole("option", { selected: true })).toHaveText(offered);
  await page.keyboard.press("Enter");
  await expectPage(page.getByRole("dialog")).toBeHidden();
}

/** Goes to the visit of what is asked about, and back. */
async function seeVisit(page: Page): Promise<void> {
  await page.keyboard.press("o");
  await page.waitForURL(/\/visits\/.+from=review$/);
  await page.getByRole("main").getByRole("link", { name: "Review" }).press("Enter");
  await page.waitForURL(/\/review$/);
}

async function tabTo(page: Page, target: ReturnType<Page["getByRole"]>): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The keyboard does not reach it.");
}

/** Draws the big face sideways with a finger, once the question can be answered. */
async function swipe(page: Page, answer: string, wayPx: number): Promise<void> {
  await expectPage(page.getByRole("button", { name: answer })).toBeEnabled();
  const box = await page.getByTestId("swipe").boundingBox();
  if (!box) throw new Error("There is no face to swipe.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const cdp = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", at?: number) =>
    cdp.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: at === undefined ? [] : [{ x: at, y }],
    });
  await touch("touchStart", x);
  for (let step = 1; step <= 4; step++) await touch("touchMove", x + (wayPx * step) / 4);
  await touch("touchEnd");
}

/** Says yes to whatever is left. */
async function finish(page: Page): Promise<void> {
  await db().person.updateMany({ where: { name: null }, data: { isHidden: true } });
  await page.reload();
  await expectPage(page.getByText("Nothing to review")).toBeVisible();
}

it.each<[SizeName]>([["phone"], ["wide"]])(
  "several people are sorted, chosen, merged, hidden and forgotten at once: %s",
  async (size) => {
    const names = ["Umay", "Uma", "Umberto"].map((name) => `${name} ${size}`);
    for (const [place, name] of names.entries()) await face(place * 90, { name });
    const page = await open(SIZES[size], "/people");
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Name" });
    await expectPage(page).toHaveURL(`${system.baseUrl}/people?sort=name`);
    await page.reload();
    await expectPage(page.getByRole("combobox", { name: "Sort by" })).toHaveValue("name");
    const tiles = page.getByRole("link", { name: size });
    await expectPage(tiles).toContainText(names.toSorted());
    await tiles.first().click();
    await expectPage(page).toHaveTitle(`${names.toSorted()[0]} · Kith`);
    await page.getByRole("link", { name: "Skip to the content" }).press("Enter");
    await expectPage(page.getByRole("main")).toBeFocused();
    await page.getByRole("main").getByRole("link", { name: "People" }).click();
    await expectPage(page).toHaveURL(`${system.baseUrl}/people?sort=name`);
    await expectPage(tiles).toContainText(names.toSorted());

    // By the keyboard, and taken back as one.
    const checkbox = (name: string) => page.getByRole("checkbox", { name });
    await page.getByRole("button", { name: "Choose", exact: true }).press("Enter");
    for (const name of names) await checkbox(name).press("Space");
    await expectPage(page.getByText("3 chosen")).toBeVisible();
    await page.getByRole("button", { name: "Merge" }).press("Enter");
    await expectPage(page.getByText("2 faces and 2 visits of 2 people become")).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Merge" }).press("Enter");
    await says(page, `Merged into Umay ${size}.`);
    await expectPage(tiles).toHaveCount(1);
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    await expectPage(tiles).toHaveCount(3);

    // By a long press, which chooses, and does not follow the link.
    await tiles.first().hover();
    await page.mouse.down();
    await expectPage(checkbox(`Uma ${size}`)).toBeChecked();
    await page.mouse.up();
    await page.getByRole("button", { name: "Hide" }).click();
    await says(page, "1 person is hidden now.");
    await expectPage(tiles).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expectPage(tiles).toHaveCount(3);

    await page.getByRole("button", { name: "Choose", exact: true }).click();
    for (const name of names) await checkbox(name).check();
    await page.evaluate(() => scrollTo(0, 0));
    expect(await lookAt(page, "people.chosen", size)).toEqual([]);
    await page.getByRole("button", { name: "Merge" }).click();
    await expectPage(page.getByText(/of 2 people become Uma/)).toBeVisible();
    if (size === "phone") expect(await lookAt(page, "people.chosen.merge", size)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Forget…" }).click();
    await page.getByLabel("To go on, write “forget”").fill("forget");
    await page.getByRole("button", { name: "Forget", exact: true }).click();
    await says(page, "Kith forgets 3 people.");
    await expectPage(page.getByText("3 to be forgotten")).toBeVisible();
    await expectPage(tiles).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expectPage(tiles).toHaveCount(3);

    // Nobody is left after this.
    if (size === "phone") return;
    await page.getByRole("button", { name: "Choose", exact: true }).click();
    for (const name of names) await checkbox(name).check();
    await page.getByRole("button", { name: "Forget…" }).click();
    await page.getByLabel("To go on, write “forget”").fill("forget");
    await page.getByRole("button", { name: "Erase at once, for good" }).click();
    // A picture of the whole page has left a window that has nothing to scroll.
    await page.setViewportSize(SIZES.wide.viewport);
    const release = await system.postgres.hold("deletion_receipts", "reading");
    try {
      await page.getByRole("link", { name: "Receipts" }).click();
      await expectPage(page.getByTestId("skeleton")).toBeVisible();
    } finally {
      await release();
    }
    await page.waitForURL(/\/settings#receipts$/);
    await expectPage.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    await expectPage(page.getByRole("heading", { name: "Deletion receipts" })).toBeInViewport();
  },
);

it("of somebody who has much, the rest comes when it is asked for, and what is shown stays", async () => {
  const { personId } = await face(150, { name: "Yara" });
  for (let more = 0; more < 22; more++) await face(150, { id: personId });
  await db().identityEntry.createMany({
    data: Array.from({ length: 201 }, () => ({
      ...{ householdId: camera.householdId, act: "hide", personIds: [personId] },
      detail: { personId, isHidden: false },
    })),
  });
  const page = await open(DESKTOP, `/people/${personId}`);
  const slowly = async (address: string, button: string) => {
    await page.route(address, async (route) => {
      await setTimeout(1_000);
      await route.continue();
    });
    const asked = page.waitForRequest(address);
    await page.getByRole("button", { name: button }).press("Enter");
    await asked;
  };
  await slowly("**/faces", "Show all 23");
  await expectPage(page.getByRole("button", { name: "Show all 23" })).toBeFocused();
  const faces = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: /^Seen/ }) });
  await expectPage(faces).toHaveCount(23);
  await expectPage(faces.nth(20)).toBeFocused();

  await page.getByRole("button", { name: /^Yara/ }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Yara Haddad");
  await page.getByRole("button", { name: "Save" }).click();
  await says(page, "Named Yara Haddad.");
  const heading = page.getByRole("heading", { level: 1 });
  await expectPage(heading).toHaveText("Yara Haddad");
  await page.getByRole("button", { name: "Show more" }).press("Enter");
  await slowly("**/api/people/*?history=400", "Show more");
  expect(await heading.textContent()).toBe("Yara Haddad");
  await expectPage(page.getByRole("button", { name: "Show more" })).toBeHidden();
});

/** Where all faces are, and who is called what. */
const places = async () => ({
  faces: await db().face.findMany({ include: { rejections: true }, orderBy: { id: "asc" } }),
  people: await db().person.findMany({ where: { faces: { some: {} } }, orderBy: { id: "asc" } }),
});

/** Somebody with a name, and faces of as many strangers who may be they. */
async function group(name: string, count: number, hue: number) {
  const { personId, cropKey } = await face(hue, { name });
  for (let more = 0; more < 2; more++) await face(hue, { id: personId });
  const faceIds: string[] = [];
  for (let index = 0; index < count; index++) {
    const asked = await face(hue);
    await askAbout(asked, personId);
    faceIds.push(asked.id);
  }
  return { personId, faceIds, cropUrl: mediaUrl(cropKey) };
}

async function newcomer(visits: number, hue: number): Promise<void> {
  const { personId } = await face(hue);
  for (let visit = 1; visit < visits; visit++) await face(hue, { id: personId });
}

async function proposal(): Promise<void> {
  const [one, other] = [await face(320), await face(330)];
  const { householdId } = camera;
  await db().mergeProposal.create({
    data: {
      ...{ householdId, personId: one.personId, otherPersonId: other.personId },
      ...{ faceId: one.id, otherFaceId: other.id, similarity: 0.5 },
    },
  });
}

/** A face with a picture, in a visit of its own. */
async function face(hue: number, person?: Parameters<typeof buildFace>[1]) {
  const built = await buildFace(await buildEvent(camera), person);
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="160">
    <rect width="160" height="160" fill="hsl(${hue} 30% 75%)"/>
    <circle cx="80" cy="70" r="40" fill="hsl(${hue} 40% 40%)"/>
    <ellipse cx="80" cy="160" rx="62" ry="48" fill="hsl(${hue} 40% 40%)"/></svg>`;
  const picture = await sharp(Buffer.from(drawing)).jpeg().toBuffer();
  await store().put(built.cropKey, picture, "image/jpeg");
  return built;
}
