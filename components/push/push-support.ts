/** What this browser can do about notifications, and why not. */
export type PushSupport = "ready" | "blocked" | "install-first" | "insecure" | "unsupported";

export type BrowserFacts = {
  isSecureContext: boolean;
  hasPush: boolean;
  permission: NotificationPermission | null;
  isAppleMobile: boolean;
  isStandalone: boolean;
};

/** Reads off what is possible. iPhones and iPads have push only in an app on the home screen. */
export function pushSupport(facts: BrowserFacts): PushSupport {
  if (!facts.isSecureContext) return "insecure";
  if (!facts.hasPush)
    return facts.isAppleMobile && !facts.isStandalone ? "install-first" : "unsupported";
  return facts.permission === "denied" ? "blocked" : "ready";
}

/** What to say where the switch cannot be used: what is the matter, then what to do. */
export const supportWords: Record<Exclude<PushSupport, "ready">, string> = {
  blocked:
    "This browser blocks notifications from Kith. Allow them in the browser's settings for this site, then come back.",
  "install-first":
    "On an iPhone or iPad, notifications reach apps on the home screen only. Press Share, then “Add to Home Screen”, and open Kith from there.",
  insecure:
    "Browsers allow notifications over https only (or on this very machine). Open Kith by its https address.",
  unsupported:
    "This browser cannot receive notifications. Chrome, Edge, Firefox and Safari from 16.4 on can.",
};
