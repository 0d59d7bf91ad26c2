// Push and clicks only: nothing is cached, so no page is ever out of date.

// A browser withdraws the permission of a worker that stays silent, so even a message that cannot be
// read shows something, and says what is known.
const UNREADABLE = { title: "News from your door", body: "Open Kith to see it.", url: "/" };

function readMessage(data) {
  try {
    const message = data.json();
    return typeof message?.title === "string" && message.title ? message : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

self.addEventListener("push", (event) => {
  const { title, body, tag, url, silent } = readMessage(event.data);
  const options = {
    body: typeof body === "string" ? body : "",
    icon: "/icons/icon-192.png",
    badge: "/icons/badge-96.png",
    data: { url },
    silent: silent === true,
    // Without a tag the browser refuses `renotify`.
    ...(typeof tag === "string" && tag && { tag, renotify: silent !== true }),
  };
  event.waitUntil(self.registration.showNotification(title, options));
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
  event.notification.close();
  event.waitUntil(open(ownAddress(event.notification.data?.url ?? "/")));
});

async function subscribeAgain({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const subscription =
    newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
  if (!subscription) return;
  const body = JSON.stringify(subscription);
  const headers = { "content-type": "application/json" };
  await fetch("/api/push/subscriptions", { method: "POST", headers, body });
}

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscribeAgain(event));
});
