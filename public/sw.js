// Pushes, presses, and what is shown without a connection. As long as Kith answers, nothing shown is old.

// A browser withdraws the permission of a worker that stays silent, so even a message that cannot be
// read shows something, and says what is known.
const UNREADABLE = { title: "News from your door", body: "Open Kith to see it.", url: "/" };

const ICONS = { icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };

function readMessage(data) {
  try {
    const message = data.json();
    return typeof message?.title === "string" && message.title ? message : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

const textOr = (value, other) => (typeof value === "string" ? value : other);

function optionsOf({ body, tag, url, silent, lang, image, actions, act, waiting }) {
  return {
    ...ICONS,
    body: textOr(body, ""),
    lang: textOr(lang, ""),
    data: { url, act, waiting, lang },
    silent: silent === true,
    ...(typeof image === "string" && { image: ownAddress(image) }),
    // A browser refuses none for being too many, but shows only the first few.
    ...(Array.isArray(actions) && { actions }),
    // Without a tag the browser refuses `renotify`.
    ...(typeof tag === "string" && tag && { tag, renotify: silent !== true }),
  };
}

/** Shows the message, and tells Kith that this device has: that is how it knows which ones it reaches. */
async function receive(message) {
  await self.registration.showNotification(message.title, optionsOf(message));
  if (typeof message.receipt === "string")
    await fetch(ownAddress(message.receipt), { method: "POST" }).catch(() => undefined);
}

self.addEventListener("push", (event) => {
  const answers = sendAnswers().catch(() => undefined);
  event.waitUntil(Promise.all([receive(readMessage(event.data)), sendWaiting(), answers]));
});

/** An address on our own origin, whatever the message said. */
function ownAddress(url) {
  const address = URL.canParse(url, self.location.origin)
    ? new URL(url, self.location.origin)
    : new URL("/", self.location.origin);
  return address.origin === self.location.origin ? address.href : `${self.location.origin}/`;
}

async function open(url) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [first] = windows.filter((each) => new URL(each.url).origin === self.location.origin);
  const moved = await first?.navigate(url).catch(() => null);
  if (!moved) return self.clients.openWindow(url);
  return moved.focus();
}

self.addEventListener("notificationclick", (event) => {
  const { notification, action } = event;
  notification.close();
  const { url, act } = notification.data ?? {};
  event.waitUntil(
    act && action && action !== "open" ? actOn(notification, action) : open(ownAddress(url ?? "/")),
  );
});

// What was asked for is kept until Kith has answered, under a key of its own: so it is neither lost
// where there is no connection, nor done twice where only the answer was lost.

async function actOn({ tag, data }, action) {
  const { act, waiting, url, lang } = data;
  const request = { key: crypto.randomUUID(), action, ...act };
  const errand = { key: request.key, request, tag, url, lang, waiting };
  await kept("readwrite", (errands) => errands.put(errand));
  const outcome = await send(errand);
  if (outcome === "offline" || outcome === "signedOut") {
    const words = waiting?.[outcome];
    if (words) await say(errand, words);
    await self.registration.sync?.register("errands").catch(() => undefined);
  }
}

/** Asks Kith for it, and shows the answer. @returns "done", or why it has to be asked for again */
async function send(errand) {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify(errand.request);
  const answer = await fetch("/api/push/acts", { method: "POST", headers, body }).catch(() => null);
  if (!answer || answer.status >= 500) return "offline";
  if (answer.status === 401) return "signedOut";
  const told = await answer.json().catch(() => ({}));
  await kept("readwrite", (errands) => errands.delete(errand.key));
  const refused = { title: errand.waiting?.refused ?? UNREADABLE.title, body: told.message };
  await say(errand, answer.ok ? told : refused);
  return "done";
}

async function sendWaiting() {
  for (const errand of await kept("readonly", (errands) => errands.getAll())) await send(errand);
}

// There is a connection again, though Kith may be closed. What fails, the browser tries once more later.
self.addEventListener("sync", (event) => {
  event.waitUntil(event.tag === "answers" ? sendAnswers() : sendWaiting());
});

// A page of ours is opened: there may be a connection, or somebody signed in.
self.addEventListener("message", (event) => {
  if (event.data === "send-waiting") event.waitUntil(sendWaiting());
});

/** Says it in place of the notification that was pressed, without a sound. */
function say({ tag, url, lang, waiting }, { title, body, actions, act }) {
  const message = { body, tag, url, lang, actions, act, waiting, silent: true };
  return self.registration.showNotification(title, optionsOf(message));
}

/** Works on what is kept. @returns the work's result */
const kept = (mode, work) =>
  inStore("kith-push", "errands", mode, work, (opening) =>
    opening.result.createObjectStore("errands", { keyPath: "key" }),
  );

function inStore(name, store, mode, work, make) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => make(opening);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(store, mode);
      const request = work(transaction.objectStore(store));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

// Answers lie in the store of components/review/answer-store.ts. Here they are only brought to Kith, under
// their own keys and in their order. A page sends them once more when it is opened, which changes nothing
// any more, hears what became of them, and takes them out of the store.

const ANSWERS = "kith-answers";
/** As in components/review/waiting-answer.ts: Kith forgets after 30 days what it did under which key. */
const SENT_WITHIN_MS = 28 * 24 * 3_600_000;

const sendAnswers = () =>
  // The lock of components/review/answer-queue.tsx: a page that is open sends them itself.
  navigator.locks.request(ANSWERS, async () => {
    for (const { key } of await answersLeft()) await sendAnswer(key);
  });

async function answersLeft() {
  const all = await inAnswers("readonly", (answers) => answers.getAll()).catch(() => []);
  const isLate = ({ givenAt }) => Date.now() - Date.parse(givenAt) > SENT_WITHIN_MS;
  return all.filter((answer) => !answer.refusal && !isLate(answer));
}

/** Throws where the browser shall try again; of a refusal the page will hear. */
async function sendAnswer(key) {
  const sent = await markSent(key);
  if (!sent) return;
  const { accountId, answer, isTakenBack } = sent.value;
  const body = JSON.stringify({ key, accountId, answer });
  const headers = { "content-type": "application/json" };
  const method = isTakenBack ? "DELETE" : "POST";
  const { status } = await fetch("/api/review/answers", { method, headers, body });
  if (status >= 500) throw new Error(`Kith has answered ${status}.`);
}

/** From now on Kith may know of it: it cannot be taken back on this device alone. @returns where it lies */
const markSent = (key) =>
  inAnswers("readwrite", (answers) => {
    const finding = answers.index("key").openCursor(IDBKeyRange.only(key));
    finding.onsuccess = () => finding.result?.update({ ...finding.result.value, wasSent: true });
    return finding;
  });

/** A store that no page has made yet stays for a page to make. */
const inAnswers = (mode, work) =>
  inStore(ANSWERS, "answers", mode, work, (opening) => opening.transaction.abort());

async function subscribeAgain({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const subscription =
    newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
  if (!subscription) return;
  const replaces = oldSubscription?.endpoint;
  const body = JSON.stringify({ ...subscription.toJSON(), ...(replaces && { replaces }) });
  const headers = { "content-type": "application/json" };
  await fetch("/api/push/subscriptions", { method: "POST", headers, body });
}

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscribeAgain(event));
});

// [Note: The kept copy] in components/offline/kept-copy.ts: pages keep it, here it is only given out.
const KEPT = "kith-kept-";
const KEPT_AT = "x-kith-kept-at";
const KEPT_FOR_MS = 14 * 24 * 3_600_000;
const SHELL = "/offline";
/** A server that says nothing for so long is not there, where there is a copy. */
const PATIENCE_MS = 10_000;

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && !pathname.startsWith("/api/");
  if (isPage) event.respondWith(answered(request, SHELL));
  else if (isKept(request, pathname)) event.respondWith(answered(request, request));
});

const isKept = ({ destination }, pathname) =>
  pathname.startsWith("/_next/static/") ||
  pathname === "/api/visits" ||
  pathname.startsWith("/api/review") ||
  (pathname.startsWith("/api/media/") && destination === "image");

/** Kith's answer, or what is kept instead where it gives none. */
async function answered(request, keptAddress) {
  const answer = fetch(request);
  const silence = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([answer, silence]).catch(() => undefined);
  if (first && !isProxys(first)) return first;
  return (await copyOf(keptAddress)) ?? answer;
}

/** What a proxy says while there is nobody behind it. */
const isProxys = ({ status }) => status >= 502 && status <= 504;

/** What is kept for an address; nothing once the copy is too old, which is its end. */
async function copyOf(address) {
  for (const name of (await caches.keys()).filter((each) => each.startsWith(KEPT))) {
    const cache = await caches.open(name);
    const keptAt = (await cache.match(SHELL))?.headers.get(KEPT_AT);
    if (!keptAt || Date.now() - Date.parse(keptAt) > KEPT_FOR_MS) await caches.delete(name);
    else if (await cache.match(address)) return await cache.match(address);
  }
  return undefined;
}

// A new version waits until somebody has asked for it: see components/offline/update-prompt.tsx.
self.addEventListener("message", (event) => {
  if (event.data === "take-over") event.waitUntil(self.skipWaiting());
});
