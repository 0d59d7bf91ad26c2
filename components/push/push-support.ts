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
