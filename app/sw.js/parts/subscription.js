// The browser has given itself another push address. Kith is told which one it replaces: so it does not
// take it for a device that somebody has switched on.

async function subscribeAgain({ oldSubscription, newSubscription }) {
  // A page that is opened mends it then (components/push/browser-push.ts).
  if (!oldSubscription) return;
  const { endpoint: replaces, options } = oldSubscription;
  const subscription = newSubscription ?? (await self.registration.pushManager.subscribe(options));
  const body = JSON.stringify({ ...subscription.toJSON(), replaces });
  const headers = { "content-type": "application/json" };
  await fetch("/api/push/subscriptions", { method: "POST", headers, body });
}

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscribeAgain(event));
});
