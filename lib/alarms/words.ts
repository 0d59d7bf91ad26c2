import type { AlarmKind } from "./types.ts";

/** What has happened, what it means and what to do about it: on the page, and on the owner's phone. */
export const ALARM_WORDS: Record<AlarmKind, { title: string; body: string; advice: string }> = {
  needs_relink: {
    title: "Ring no longer lets Kith in",
    body: "No new recordings can be fetched; what Kith has stays.",
    advice: "Open the Ring app, remove Kith from the linked apps and choose it again.",
  },
  webhooks_stopped: {
    title: "Ring's messages do not arrive",
    body: "Kith found events at Ring that it was never told of. They are looked at, but too late to alert you.",
    advice:
      "Check that Kith's address can be reached from the internet and is the one that is registered with Ring.",
  },
  bad_signatures: {
    title: "Messages to Kith have a wrong signature",
    body: "Three in a row were turned away. Events may be lost.",
    advice:
      "Compare RING_HMAC_KEYS with the signature key in Ring's developer console. If they are the same, a stranger is trying Kith's address.",
  },
  member_unreachable: {
    title: "Somebody's devices cannot be reached",
    body: "A member of the household has notifications switched on, but none of their devices takes any.",
    advice:
      "Open Kith on those devices: that alone often mends it. The settings there say how they fare.",
  },
};
