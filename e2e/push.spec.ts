import { glob, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { CDPSession, Page, Worker } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { PushPayload } from "#lib/notifications/types.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { expectPage, signIn, startBrowser, type TestBrowser } from "./browser.ts";
import { isAtRest } from "./system/rest.ts";
import { type System, startSystem } from "./system.ts";

const FAMILIAR_NOW = "This person is now Familiar";

/** That e-mails can be sent is all that is asked of it. */
const mailServer = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"] });
let browser: TestBrowser;
let system: System;
/** The message of a stranger's visit. */
let told: PushPayload;

beforeAll(async () => {
  browser = await startBrowser();
  await new Promise<void>((resolve) => mailServer.listen(0, "127.0.0.1", resolve));
  const { port } = mailServer.server.address() as AddressInfo;
  system = await startSystem({ env: { SMTP_URL: `smtp://127.0.0.1:${port}` } });
});
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await new Promise<void>((resolve) => mailServer.close(() => resolve()));
});
afterEach(async () => expect(await browser.closePages()).toEqual([]));

const payload = (overrides: Partial<PushPayload> = {}): PushPayload => ({
  title: "Somebody new",
  body: "Rang at: Front door, 17:42.",
  tag: "visit-1",
  url: "/events/0192f7a1-0000-7000-8000-000000000001",
  silent: false,
  ...overrides,
});

describe("the service worker, given a message by the browser", () => {
  it("shows its title and text under the visit's tag, with sound", async () => {
    const { deliver, shown } = await openWithWorker();
    await deliver(payload());
    await expectPage.poll(shown).toEqual([
      {
        title: "Somebody new",
        body: "Rang at: Front door, 17:42.",
        tag: "visit-1",
        silent: false,
        renotify: true,
      },
    ]);
  });

  it("replaces the text of the same visit, silently where that is asked", async () => {
    const { deliver, shown } = await openWithWorker();
    await deliver(payload());
    await expectPage.poll(shown).toHaveLength(1);
    await deliver(payload({ title: "Anna", silent: true }));
    await expectPage
      .poll(shown)
      .toEqual([expect.objectContaining({ title: "Anna", silent: true, renotify: false })]);
    await deliver(payload({ title: "Chidi", tag: "visit-2" }));
    await expectPage.poll(shown).toHaveLength(2);
  });

  it.each(["", "no JSON", "[]", "null", '{"title":5}', '{"body":"no title"}'])(
    "shows that there is news when the message is %j",
    async (text) => {
      const { deliver, shown } = await openWithWorker();
      await deliver(text);
      await expectPage
        .poll(shown)
        .toEqual([
          expect.objectContaining({ title: "News from your door", body: "Open Kith to see it." }),
        ]);
    },
  );

  it("shows the title when the other fields are missing or of another kind", async () => {
    const { deliver, shown } = await openWithWorker();
    await deliver('{"title":"Anna","body":7,"tag":{},"url":3,"silent":"yes"}');
    await expectPage
      .poll(shown)
      .toEqual([{ title: "Anna", body: "", tag: "", silent: false, renotify: false }]);
  });
});

// A test cannot press a system notification: the worker is given the event that the press makes, with
// what only a true press may do (open and focus windows) noted instead of done.
describe("a press on a notification", () => {
  it("moves Kith's window to the address and brings it to the front", async () => {
    const page = await newPage();
    await signIn(page, system);
    const { deliver, shown, press } = await workerOf(page);
    await page.reload();
    await deliver(payload({ url: "/people" }));
    await expectPage.poll(shown).toHaveLength(1);
    expect(await press()).toEqual({ opened: [], focused: 1 });
    await page.waitForURL(`${system.baseUrl}/people`);
    expect(await shown()).toEqual([]);
  });

  it("opens a window on the event when the one there is cannot be moved", async () => {
    // The page that registers a worker is not yet the worker's to move.
    const { page, deliver, shown, press } = await openWithWorker();
    await deliver(payload());
    await expectPage.poll(shown).toHaveLength(1);
    const address = `${system.baseUrl}${payload().url}`;
    expect(await press()).toEqual({ opened: [address], focused: 0 });
    expect(page.url()).toBe(`${system.baseUrl}/sign-in`);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "data:text/html,hi",
    "http://[",
    "http://localhost:1/",
  ])("never leads to another origin: %s", async (url) => {
    const { deliver, shown, press } = await openWithWorker();
    await deliver(payload({ url }));
    await expectPage.poll(shown).toHaveLength(1);
    expect(await press()).toEqual({ opened: [`${system.baseUrl}/`], focused: 0 });
  });
});

describe("a notification of a visit", () => {
  beforeAll(async () => {
    told = await strangerRings();
  });

  it("has a picture that needs no cookie and has at most 200 kB", async () => {
    const answer = await fetch(`${system.baseUrl}${told.image}`);
    const picture = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(picture.length).toBeLessThan(200_000);
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([720, 360]);
    const folder = process.env.PUSH_PICTURE_DIR;
    if (folder) await writeFile(join(folder, "push-picture.png"), picture);
    const later = told.image?.replace(/token=\d+/, "token=9999999999");
    expect((await fetch(`${system.baseUrl}${later}`)).status).toBe(401);
  });

  it("makes the person Familiar at a press, and takes that back, with no page open", async () => {
    const { page, shown, press } = await openWithVisit();
    await page.goto("about:blank");
    await press("familiar");
    expect(await shown()).toEqual([
      expect.objectContaining({ title: FAMILIAR_NOW, tag: told.tag, silent: true }),
    ]);
    expect(await category()).toBe("familiar");
    await press("undo");
    expect(await shown()).toEqual([expect.objectContaining({ title: "Taken back" })]);
    expect(await category()).toBe("unknown");
  });

  it("keeps what was pressed without a connection, and sends it once when there is one", async () => {
    const { page, shown, press } = await openWithVisit();
    const before = await timesSorted();
    await page.context().setOffline(true);
    await press("familiar");
    expect(await shown()).toEqual([
      expect.objectContaining({ title: "Not done yet: no connection", tag: told.tag }),
    ]);
    expect(await category()).toBe("unknown");
    await page.context().setOffline(false);
    await page.reload();
    await expectPage.poll(shown).toEqual([expect.objectContaining({ title: FAMILIAR_NOW })]);
    await page.reload();
    expect(await category()).toBe("familiar");
    expect(await timesSorted()).toBe(before + 1);
    await press("undo");
    // The browser writes what it could not fetch into its console.
    await browser.closePages();
  });

  it("says that nobody is signed in, and does what was pressed after the sign-in", async () => {
    const { page, shown, press } = await openWithVisit();
    await page.context().clearCookies();
    await press("familiar");
    expect(await shown()).toEqual([
      expect.objectContaining({ title: "Not done yet: you are signed out" }),
    ]);
    expect(await category()).toBe("unknown");
    await signIn(page, system);
    await expectPage.poll(category).toBe("familiar");
    await browser.closePages();
  });
});

describe("the settings", () => {
  it("switch this device on, test it, and remove it", async () => {
    const page = await newPage();
    const address = system.push.newSubscription();
    await page.addInitScript(subscribeWithoutPushService, address);
    await signIn(page, system);
    await page.goto(`${system.baseUrl}/settings/devices`);
    const device = page.getByRole("listitem").filter({ hasText: /\(this one\)/ });
    const notify = page.getByRole("switch", { name: "Notify this device" });
    await expectPage(notify).not.toBeChecked();

    await notify.click();
    await expectPage(notify).toBeChecked();
    await expectPage(device).toContainText(/Chrome on Linux/);
    await expectPage(device).toContainText("Not reached yet");
    const key = await page.evaluate(() => sessionStorage.getItem("application-server-key"));
    expect(key).toBe(system.env.VAPID_PUBLIC_KEY);

    await device.getByRole("button", { name: "Test" }).click();
    const received = () =>
      system.push.received().find((push) => push.endpoint === address.endpoint);
    const message = await eventually(async () => received());
    await expectPage(device).toContainText("Waiting for the device to show it");
    const test = JSON.parse(message.text) as PushPayload;
    expect(test).toMatchObject({ title: "Kith reaches this device", url: "/settings/devices" });
    await expectPage(device).toContainText(/Last reached/);

    // The very message that was sent is one that the worker shows.
    const { deliver, shown } = await workerOf(page);
    await deliver(message.text);
    await expectPage
      .poll(shown)
      .toEqual([expect.objectContaining({ title: test.title, body: test.body })]);
    // Shown, it tells Kith, and that shows on the page that is open.
    await expectPage(device).toContainText("The device has shown the test.");
    await expectPage(device).toContainText("Reachable");

    await device.getByRole("button", { name: /Rename|Give a name/ }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Hallway phone");
    await page.getByRole("button", { name: "Save" }).click();
    await expectPage(device).toContainText("Hallway phone");

    await page.reload();
    await expectPage(notify).toBeChecked();
    await device.getByRole("button", { name: /Remove/ }).click();
    await expectPage(notify).not.toBeChecked();
    await expectPage(device).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expectPage(page.getByText("Hallway phone gets notifications again.")).toBeVisible();
    await expectPage(notify).toBeChecked();
    await notify.click();
    await expectPage(device).toHaveCount(0);
    await page.reload();
    await page.getByRole("button", { name: "Bring back: Hallway phone" }).click();
    await expectPage(device).toContainText("Hallway phone");
    await notify.click();
    await expectPage(notify).not.toBeChecked();
    expect(system.push.faults()).toEqual([]);

    const mail = page.getByRole("switch", { name: "E-mail about Watchlist" });
    await mail.click();
    await expectPage(page.getByText("You get an e-mail about Watchlist.")).toBeVisible();
    await page.reload();
    await expectPage(mail).toBeChecked();

    // Signed out, the browser has given its address up: the device cannot be had back.
    await expectPage(page.getByRole("button", { name: "Bring back" })).toBeVisible();
    await page.goto(`${system.baseUrl}/settings`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/sign-in/);
    await signIn(page, system);
    await page.goto(`${system.baseUrl}/settings/devices`);
    await expectPage(notify).not.toBeChecked();
    await expectPage(page.getByRole("button", { name: "Bring back" })).toHaveCount(0);
  });

  it("mend a subscription that the browser has lost, in place of the old one, and say so", async () => {
    const page = await newPage();
    const address = system.push.newSubscription();
    await page.addInitScript(subscribeWithoutPushService, address);
    await signIn(page, system);
    await page.goto(`${system.baseUrl}/settings/devices`);
    const notify = page.getByRole("switch", { name: "Notify this device" });
    await notify.click();
    await expectPage(notify).toBeChecked();
    const devices = () =>
      system.sql("select id, endpoint from subscriptions where removed_at is null");
    const [before] = await devices();
    // Its push service has forgotten it, and so has the browser.
    system.push.answerWith(410, { endpoint: address.endpoint });
    await page.getByRole("button", { name: "Test" }).click();
    await expectPage(page.getByText("Not reachable", { exact: true })).toBeVisible();
    await expectPage(page.getByText("Somebody's devices cannot be reached")).toBeVisible();
    const anew = system.push.newSubscription();
    await page.addInitScript(loseSubscription);
    await page.addInitScript(subscribeWithoutPushService, anew);
    await page.reload();
    await expectPage(page.getByText("They work again.")).toBeVisible();
    await expectPage(notify).toBeChecked();
    expect(await devices()).toEqual([{ id: before?.id, endpoint: anew.endpoint }]);
    await page.getByRole("button", { name: "Test" }).click();
    await eventually(async () => system.push.received().some((p) => p.endpoint === anew.endpoint));
    await expectPage(page.getByText("Somebody's devices cannot be reached")).toBeHidden();
    await page.getByRole("button", { name: /^Remove/ }).click();
    await expectPage(notify).not.toBeChecked();
  });

  it("say that the browser blocks notifications where it does", async () => {
    const page = await browser.newPage();
    await page.addInitScript(() => {
      Object.defineProperty(Notification, "permission", { get: () => "denied" });
    });
    await signIn(page, system);
    await page.goto(`${system.baseUrl}/settings/devices`);
    await expectPage(page.getByText("This browser blocks notifications from Kith.")).toBeVisible();
    await expectPage(page.getByRole("switch", { name: "Notify this device" })).toBeDisabled();
  });
});

describe("what browsers get", () => {
  it("asks for nothing that Safari 16.4 lacks, the oldest that is promised notifications", async () => {
    const root = resolve(import.meta.dirname, "..");
    const manifest = JSON.parse(await readFile(join(root, ".next/build-manifest.json"), "utf8"));
    // Only for browsers that are older by far.
    const polyfills = new Set<string>(manifest.polyfillFiles);
    const asked = [];
    for await (const file of glob(["static/chunks/**/*.js", "../app/sw.js/parts/*.js"], {
      cwd: join(root, ".next"),
    })) {
      if (polyfills.has(file)) continue;
      const script = await readFile(join(root, ".next", file), "utf8");
      asked.push(...NEWER.filter((name) => script.includes(name)).map((name) => [file, name]));
    }
    expect(asked).toEqual([]);
  });
});

/** What came with Safari 17 or later, by what a call of it looks like. */
const NEWER = [
  ...["Map.groupBy(", "Object.groupBy(", ".canParse(", "URL.parse(", "Response.json("],
  ...["Promise.withResolvers(", "Promise.try(", "Array.fromAsync(", "AbortSignal.any("],
  ...[".symmetricDifference(", ".isSubsetOf(", ".isSupersetOf(", ".isDisjointFrom("],
  ...[".isWellFormed(", ".toWellFormed(", "Iterator.from(", "RegExp.escape(", ".getOrInsert("],
  // Of iterators.
  ...["keys", "values", "entries"].flatMap((all) =>
    ["map", "filter", "flatMap", "toArray", "some", "every", "find"].map(
      (way) => `.${all}().${way}(`,
    ),
  ),
];

/** A page of ours with the worker registered, which is all that a message needs: nobody signs in. */
async function openWithWorker() {
  const page = await newPage();
  await page.goto(`${system.baseUrl}/sign-in`);
  return { page, ...(await workerOf(page)) };
}

/** Somebody whom nobody knows rings. @returns the message that tells a device of it */
async function strangerRings(): Promise<PushPayload> {
  const endpoint = await system.addSubscription();
  const at = Date.now() - 60_000;
  const visit = { device: "Front door", type: "button_press", at, media: "chidi-day" } as const;
  await system.emulator.control.addEvent(visit);
  const received = () => system.push.received().filter((push) => push.endpoint === endpoint);
  await eventually(async () => received().length > 0 && (await isAtRest(system)), 120_000);
  const told = JSON.parse(received().at(-1)?.text ?? "");
  await system.sql("delete from subscriptions where endpoint = $1", [endpoint]);
  return told as PushPayload;
}

/** Who rang, as Kith has them now. */
async function category() {
  const [found] = await system.sql<{ category: string }>(
    "select category::text from people where id = $1",
    [told.act?.personId],
  );
  return found?.category;
}

/** How often anybody has said who they are to the household. */
const timesSorted = async () =>
  (await system.sql("select 1 from identity_entries where act = 'categorise'")).length;

/** A signed-in member's page with the worker, which shows the message. */
async function openWithVisit() {
  const page = await newPage();
  await signIn(page, system);
  const worker = await workerOf(page);
  await worker.deliver(told);
  await expectPage.poll(worker.shown).toHaveLength(1);
  return { page, ...worker };
}

/** A page whose user has allowed notifications. */
async function newPage(): Promise<Page> {
  const page = await browser.newPage();
  await page.context().grantPermissions(["notifications"], { origin: system.baseUrl });
  return page;
}

async function workerOf(page: Page) {
  const { baseUrl: origin } = system;
  const context = page.context();
  const cdp = await context.newCDPSession(page);
  const registrationId = registrationAt(cdp, `${origin}/`);
  const activated = activationOf(cdp, `${origin}/sw.js`);
  await cdp.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  const id = await registrationId;
  // `ready` is true a moment early: the browser drops a message for a worker that still activates.
  await activated;
  const worker = await eventually(async () => context.serviceWorkers()[0]);
  return {
    /** Gives the worker a message as if the push service had. */
    deliver: async (message: PushPayload | string) => {
      const data = typeof message === "string" ? message : JSON.stringify(message);
      const send = () =>
        cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId: id, data });
      const look = async () => JSON.stringify(await worker.evaluate(listShown));
      const before = await look();
      await send();
      const isShown = async () => (await look()) !== before;
      // The browser's own test channel loses a message now and then: it is given once more.
      await eventually(isShown, LOST_AFTER_MS).catch(send);
    },
    shown: () => worker.evaluate(listShown),
    press: (action = "") => pressFirst(worker, action),
    worker,
  };
}

/** The browser's id of the registration for that scope. */
function registrationAt(cdp: CDPSession, scope: string): Promise<string> {
  return new Promise((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL === scope);
      if (found) resolve(found.registrationId);
    });
  });
}

/** Resolves once the browser says that the script's worker is activated. */
function activationOf(cdp: CDPSession, script: string): Promise<void> {
  return new Promise((resolve) => {
    cdp.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
      const isActivated = versions.some(
        ({ scriptURL, status }) => scriptURL === script && status === "activated",
      );
      if (isActivated) resolve();
    });
  });
}

/** What of a worker's global scope is used here; the compiler knows a page's only. */
type Scope = {
  registration: ServiceWorkerRegistration;
  clients: { openWindow(url: string): Promise<null> };
  dispatchEvent(event: Event): boolean;
  WindowClient: { prototype: { focus(): Promise<unknown> } };
  NotificationEvent: new (
    type: string,
    init: { notification: Notification; action: string },
  ) => Event;
};

/** A message that has not reached the worker by then will not. */
const LOST_AFTER_MS = 3_000;

async function listShown() {
  const { registration } = globalThis as unknown as Scope;
  const notifications = await registration.getNotifications();
  return notifications.map((each) => {
    const { title, body, tag, silent, renotify } = each as Notification & { renotify: boolean };
    return { title, body, tag, silent, renotify };
  });
}

/** Makes the event of a press on the first notification, and waits for all that it started. */
function pressFirst(
  worker: Worker,
  button: string,
): Promise<{ opened: string[]; focused: number }> {
  return worker.evaluate(async (action) => {
    const scope = globalThis as unknown as Scope;
    const noted = { opened: [] as string[], focused: 0 };
    scope.clients.openWindow = async (url) => {
      noted.opened.push(url);
      return null;
    };
    scope.WindowClient.prototype.focus = async () => {
      noted.focused += 1;
    };
    const [notification] = await scope.registration.getNotifications();
    if (!notification) throw new Error("There is nothing to press.");
    const started: Promise<unknown>[] = [];
    const event = new scope.NotificationEvent("notificationclick", { notification, action });
    // On an event that is not the browser's own the true one throws.
    Object.assign(event, { waitUntil: (work: Promise<unknown>) => started.push(work) });
    scope.dispatchEvent(event);
    await Promise.all(started);
    return noted;
  }, button);
}

/** Runs in the page: the browser forgets its subscription, once, as iPhones do. */
function loseSubscription() {
  if (sessionStorage.getItem("lost")) return;
  sessionStorage.setItem("lost", "1");
  sessionStorage.removeItem("subscribed");
}

/** Runs in the page: the browser's own push service is out of reach, so ours takes its place. */
function subscribeWithoutPushService(address: { endpoint: string; p256dh: string; auth: string }) {
  const { endpoint, p256dh, auth } = address;
  const kept = "subscribed";
  const subscription = {
    endpoint,
    toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh, auth } }),
    unsubscribe: async () => {
      sessionStorage.removeItem(kept);
      return true;
    },
  } as unknown as PushSubscription;
  PushManager.prototype.subscribe = async (options) => {
    sessionStorage.setItem("application-server-key", String(options?.applicationServerKey));
    sessionStorage.setItem(kept, "1");
    return subscription;
  };
  PushManager.prototype.getSubscription = async () =>
    sessionStorage.getItem(kept) ? subscription : null;
}
