import { createContext, runInContext } from "node:vm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { serviceWorker } from "./service-worker.ts";

const ORIGIN = "https://kith.example";

type Options = { tag?: string; image?: string; body?: string; data?: { key?: string } };
type Shown = Options & { title: string; close: () => void };

/** Addresses as Safari 16.4 knows them. */
class OldURL extends URL {
  static override canParse = undefined as never;
}

let shown: Shown[];
let closed: string[];
let badges: number[];
let fetched: string[];
let bodies: unknown[];

type Happening = { data?: object; [detail: string]: unknown };

/** A browser's service worker; one that `ignoresTags`, as on iPhones, shows messages beside one another. */
function startWorker({
  ignoresTags = false,
  keptWords = undefined as object | undefined,
  left = { questions: 3 } as object,
  errands = [] as object[],
  isOffline = false,
} = {}) {
  const listeners: Record<string, (event: object) => void> = {};
  const scope = {
    URL: OldURL,
    crypto,
    Promise,
    caches: { match: async () => keptWords && Response.json(keptWords) },
    indexedDB: { open: () => ({}) },
    fetch: async (address: string, { body = "" }: { body?: string } = {}) => {
      fetched.push(address);
      if (body) bodies.push(JSON.parse(body));
      if (isOffline) throw new TypeError("Failed to fetch");
      return Response.json(left);
    },
    location: { origin: ORIGIN },
    navigator: {
      locks: { request: async () => undefined },
      setAppBadge: async (count: number) => void badges.push(count),
    },
    addEventListener: (type: string, listener: (event: object) => void) => {
      listeners[type] ??= listener;
    },
    registration: {
      pushManager: { subscribe: async () => subscription("resubscribed") },
      showNotification: async (title: string, options: Options) => {
        const isSame = (each: Shown) => !ignoresTags && options.tag && each.tag === options.tag;
        const close = () => {
          closed.push(title);
          shown = shown.filter((each) => each !== notification);
        };
        const notification: Shown = { title, ...options, close };
        shown = [...shown.filter((each) => !isSame(each)), notification];
      },
      getNotifications: async () => shown,
    },
  };
  const context = createContext(Object.assign(scope, { self: scope }));
  runInContext(serviceWorker(), context);
  // There are no stores here.
  const inStore = async (_: string, store: string, __: string, work: (store: object) => unknown) =>
    store === "errands" ? work({ getAll: () => errands, delete: () => undefined }) : [];
  Object.assign(context, { inStore });
  return async (type: string, happening: Happening) => {
    const work: Promise<unknown>[] = [];
    const waitUntil = (each: Promise<unknown>) => work.push(each);
    listeners[type]?.({ ...happening, waitUntil });
    await Promise.all(work);
  };
}

/** A browser's service worker that is given messages. */
function startReceiving(options: Parameters<typeof startWorker>[0] = {}) {
  const happen = startWorker(options);
  const read = (message: object | string) =>
    typeof message === "string" ? JSON.parse(message) : message;
  return (message: object | string) => happen("push", { data: { json: () => read(message) } });
}

/** What a browser knows of a push address. */
const subscription = (endpoint: string) => ({
  ...{ endpoint, options: {} },
  toJSON: () => ({ endpoint }),
});

beforeEach(() => {
  shown = [];
  closed = [];
  badges = [];
  fetched = [];
  bodies = [];
  vi.restoreAllMocks();
});

const titles = () => shown.map(({ title }) => title);
const visit = { title: "Somebody new", body: "Rang.", tag: "visit-1", url: "/events/1" };

describe("the service worker", () => {
  it("shows a message with a picture where addresses cannot be asked whether they are ones", async () => {
    await startReceiving()({ ...visit, image: "/api/push/picture/1?token=2" });
    expect(shown).toMatchObject([{ image: `${ORIGIN}/api/push/picture/1?token=2` }]);
  });

  it.each([true, false])(
    "has one notification a visit, also on a browser that ignores tags: %s",
    async (ignoresTags) => {
      const receive = startReceiving({ ignoresTags });
      await receive(visit);
      await receive({ ...visit, tag: "visit-2", title: "Bo" });
      await receive({ ...visit, title: "Anna", silent: true });
      expect(titles()).toEqual(["Bo", "Anna"]);
      expect(closed).toEqual(ignoresTags ? ["Somebody new"] : []);
    },
  );

  it("leaves messages without a tag beside one another", async () => {
    const receive = startReceiving({ ignoresTags: true });
    await receive({ title: "One" });
    await receive({ title: "Two" });
    expect(titles()).toEqual(["One", "Two"]);
  });

  it("sets the app's badge to what Kith answers to the receipt, and to nothing else", async () => {
    await startReceiving()({ ...visit, receipt: "/api/push/receipts/1?token=2" });
    expect(fetched).toEqual([`${ORIGIN}/api/push/receipts/1?token=2`]);
    expect(badges).toEqual([3]);
    await startReceiving({ left: { questions: "5" } })({
      ...visit,
      receipt: "/api/push/receipts/1",
    });
    await startReceiving()(visit);
    expect(badges).toEqual([3]);
  });

  it("says of a message that it cannot read what is kept in the account's language", async () => {
    const keptWords = { title: "Neues von deiner Tür", body: "Öffne Kith.", lang: "de" };
    await startReceiving({ keptWords })("no JSON");
    expect(shown).toMatchObject([keptWords]);
    await startReceiving()("no JSON");
    expect(shown.at(-1)).toMatchObject({ title: "News from your door" });
  });
});

describe("the service worker of a browser that has another push address", () => {
  it.each([
    [{ newSubscription: subscription("new") }, "new"],
    [{ newSubscription: null }, "resubscribed"],
  ])("says which one it replaces", async (given, endpoint) => {
    const happen = startWorker();
    await happen("pushsubscriptionchange", { oldSubscription: subscription("old"), ...given });
    expect(fetched).toEqual(["/api/push/subscriptions"]);
    expect(bodies).toEqual([{ endpoint, replaces: "old" }]);
  });

  it("says nothing where it does not know which, lest a removed device be on again", async () => {
    const given = { oldSubscription: null, newSubscription: subscription("new") };
    await startWorker()("pushsubscriptionchange", given);
    expect(fetched).toEqual([]);
  });
});

describe("what was pressed without a connection", () => {
  const errands = [{ key: "1", request: { action: "familiar" } }];

  it("is sent when the browser says that there is one", async () => {
    await startWorker({ errands, left: { title: "Familiar" } })("sync", { tag: "errands" });
    expect(bodies).toEqual([{ action: "familiar" }]);
    expect(titles()).toEqual(["Familiar"]);
  });

  it("is left to the browser to try again where there is none after all", async () => {
    const happen = startWorker({ errands, isOffline: true });
    await expect(happen("sync", { tag: "errands" })).rejects.toThrow("has not answered");
  });
});
