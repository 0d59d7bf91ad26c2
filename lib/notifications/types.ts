/** A device that may be told. */
export type SubscriptionSummary = {
  subscriptionId: string;
  endpoint: string;
  /** "Chrome on Android". */
  device: string;
  createdAt: string;
  /** When a push service last accepted a message for it; null: never yet. */
  lastSuccessAt: string | null;
};

/** What the service worker receives, encrypted on the way. */
export type PushPayload = {
  title: string;
  body: string;
  /** One tag a visit or alarm: a later result replaces the earlier text. */
  tag: string;
  /** Path on our origin that a tap opens. */
  url: string;
  /** True for a replacement: no sound, no vibration. */
  silent: boolean;
};
