"use client";
import type { BrowserFacts } from "./push-support.ts";

const API = "/api/push/subscriptions";

/** Asks the browser what it can do. */
export const browserFacts = (): BrowserFacts => ({
  isSecureContext,
  hasPush: "serviceWorker" in navigator && "PushManager" in window && "Notification" in window,
  permission: "Notification" in window ? Notification.permission : null,
  // An iPad says that it is a Mac; a Mac has no touch screen.
  isAppleMobile:
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1),
  isStandalone: matchMedia("(display-mode: standalone)").matches,
});

/** The push address of this browser, or null. */
export async function currentEndpoint(): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription?.endpoint ?? null;
}

/**
 * Asks for permission, subscribes and tells Kith.
 *
 * @returns the push address; null when permission was not given.
 * @throws Error with a message for the person who sees it
 */
export async function switchOn(vapidPublicKey: string): Promise<string | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  await navigator.serviceWorker.register("/sw.js");
  const registration = await navigator.serviceWorker.ready;
  const subscription = await subscribe(registration.pushManager, vapidPublicKey).catch(() => {
    throw new Error(
      "The browser's push service did not answer, so nothing was switched on. Check the connection and try again.",
    );
  });
  const { endpoint, keys } = subscription.toJSON();
  await send("POST", { endpoint, keys });
  return subscription.endpoint;
}

async function subscribe(manager: PushManager, vapidPublicKey: string) {
  const options = { userVisibleOnly: true, applicationServerKey: vapidPublicKey };
  // One made with an older key is refused until it is gone.
  return manager.subscribe(options).catch(async () => {
    await (await manager.getSubscription())?.unsubscribe();
    return manager.subscribe(options);
  });
}

/** Ends this browser's own subscription; the device list forgets it by `forgetDevice`. */
export async function unsubscribeHere(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

/** Takes a device off the list. @throws Error with a message for the person who sees it */
export const forgetDevice = (subscriptionId: string) => send("DELETE", { subscriptionId });

async function send(method: string, body: unknown): Promise<void> {
  const response = await fetch(API, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const answer: { message?: string } = await response.json().catch(() => ({}));
  throw new Error(answer.message ?? "Kith cannot be reached. Nothing was changed.");
}
