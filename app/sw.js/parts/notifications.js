// What is shown of a push, and what a press on it opens.

// A browser withdraws the permission of a worker that stays silent, so even a message that cannot be
// read shows something, and says what is known.
// Pages keep the words in the account's language (components/push/kept-words.ts); these are for before that.
const UNREADABLE = { title: "News from your door", body: "Open Kith to see it." };

async function unreadable() {
  const kept = await caches
    .match("/kept-words", { cacheName: "kith-words" })
    .catch(() => undefined);
  const words = await kept?.json().catch(() => undefined);
  return { ...UNREADABLE, ...words, url: "/" };
}

const ICONS = { icon: "/icons/icon-192.png", badge: "/icons/badge-96.png" };

async function readMessage(data) {
  try {
    const message = data.json();
    return typeof message?.title === "string" && message.title ? message : await unreadable();
  } catch {
    return await unreadable();
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
  await show(message.title, optionsOf(message));
  if (typeof message.receipt !== "string") return;
  const answer = await fetch(ownAddress(message.receipt), { method: "POST" }).catch(
    () => undefined,
  );
  const left = await answer?.json().catch(() => undefined);
  // The installed app's icon, as pages set it too.
  if (Number.isInteger(left?.questions))
    await self.navigator.setAppBadge?.(left.questions).catch(() => undefined);
}

/** Shows a notification in place of the one that has its tag. */
async function show(title, { data, ...options }) {
  const { registration } = self;
  const key = crypto.randomUUID();
  await registration.showNotification(title, { ...options, data: { ...data, key } });
  // iPhones leave the earlier one beside it (WebKit bug 258922). It goes only now, for elsewhere it has
  // become the new one, which must not appear once more.
  const alike = (await registration.getNotifications()).filter(({ tag }) => tag === options.tag);
  const isNew = (each) => each.data?.key === key;
  if (options.tag && alike.some(isNew)) for (const each of alike) if (!isNew(each)) each.close();
}

self.addEventListener("push", (event) => {
  const answers = sendAnswers().catch(() => undefined);
  event.waitUntil(Promise.all([readMessage(event.data).then(receive), sendWaiting(), answers]));
});

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
