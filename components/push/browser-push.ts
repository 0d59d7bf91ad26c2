"use client";
import type { SubscriptionSummary } from "#lib/notifications/types.ts";
import type { BrowserFacts } from "./push-support.ts";

const API = "/api/push/subscriptions";
/** Where this browser keeps the push address that it was switched on with: browsers lose theirs. */
const KEPT = "kith-push-address";

/** What went wrong, as a message of the namespace "devices", or in the server's own words. */
export class PushError extends Error {
  override readonly name = "PushError";
  readonly key: "unreachable" | "noPushService" | null;
  constructor(key: "unreachable" | "noPushService" | null, message = "") {
    super(message);
    this.key = key;
  }
}

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

const registration = async () => navigator.serviceWorker?.getRegistration("/");

/** The push address of this browser, or null. */
export async function currentEndpoint(): Promise<string | null> {
  const subscription = await (await registration())?.pushManager.getSubscription();
  return subscription?.endpoint ?? null;
}

/**
 * Asks for permission, subscribes and tells Kith.
 *
 * @returns the push address; null when permission was not given.
 * @throws PushError
 */
export async function switchOn(vapidPublicKey: string): Promise<string | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  return await subscribeHere(vapidPublicKey);
}

async function subscribeHere(vapidPublicKey: string, replaces?: string): Promise<string> {
  await navigator.serviceWorker.register("/sw.js");
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await subscribe(pushManager, vapidPublicKey).catch(() => {
    throw new PushError("noPushService");
  });
  const { endpoint, keys } = subscription.toJSON();
  await send("POST", { endpoint, keys, ...(replaces && { replaces }) });
  localStorage.setItem(KEPT, subscription.endpoint);
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

/**
 * Gives this browser a push address again where it has lost the one that Kith knows, or where its push
 * service has: iPhones do that now and then, and tell nobody. It takes the lost one's place.
 *
 * @returns whether it had to
 */
export async function repairHere(vapidPublicKey: string): Promise<boolean> {
  const { hasPush, permission } = browserFacts();
  if (!hasPush || permission !== "granted") return false;
  const current = await currentEndpoint();
  const known = localStorage.getItem(KEPT) ?? current;
  if (!known) return false;
  const devices = await ownDevices();
  const device = devices.find(({ endpoint }) => endpoint === known);
  // Taken off the list, or another member's.
  if (!device) return false;
  if (known === current && device.reach !== "gone") {
    localStorage.setItem(KEPT, known);
    return false;
  }
  await renewHere(vapidPublicKey);
  return true;
}

/** Gives this browser a push address in place of the one that Kith knows. @throws PushError */
export async function renewHere(vapidPublicKey: string): Promise<string> {
  const current = await currentEndpoint();
  const known = localStorage.getItem(KEPT) ?? current;
  if (known === current) await endSubscription();
  return await subscribeHere(vapidPublicKey, known ?? undefined);
}

async function ownDevices(): Promise<SubscriptionSummary[]> {
  const answer = await fetch(API);
  return answer.ok ? await answer.json() : [];
}

/** Has the service worker send what could not be sent before. */
export async function sendWaiting(): Promise<void> {
  (await registration())?.active?.postMessage("send-waiting");
}

async function endSubscription(): Promise<void> {
  await (await (await registration())?.pushManager.getSubscription())?.unsubscribe();
}

async function unsubscribeHere(): Promise<void> {
  localStorage.removeItem(KEPT);
  await endSubscription();
}

/** Takes this browser off the list, as whoever signs out wants. */
export async function leaveHere(): Promise<void> {
  const endpoint = await currentEndpoint();
  await unsubscribeHere();
  if (endpoint) await send("DELETE", { endpoint });
}

/** Takes a device off the list; for a day it can be had back. @throws PushError */
export const removeDevice = (subscriptionId: string) => send("DELETE", { subscriptionId });

async function send(method: string, body: unknown): Promise<void> {
  const response = await fetch(API, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response?.ok) return;
  const answer: { message?: string } = (await response?.json().catch(() => null)) ?? {};
  throw answer.message ? new PushError(null, answer.message) : new PushError("unreachable");
}
