import type { Reach } from "./reach.ts";
import type { DeviceFailure } from "./schema.ts";

/** A device that may be told. Times are ISO 8601; null: never yet. */
export type SubscriptionSummary = {
  subscriptionId: string;
  endpoint: string;
  /** "Chrome on Android", or as the member calls it. */
  device: string;
  ownName: string | null;
  createdAt: string;
  reach: Reach;
  /** When a push service last accepted a message for it. */
  lastSuccessAt: string | null;
  /** When the device itself last said that it has shown one. */
  lastReceiptAt: string | null;
  lastFailureAt: string | null;
  /** What happened then. */
  failure: DeviceFailure | null;
  /** Since when it has shown none of the messages that were taken for it, where that is long. */
  silentSince: string | null;
};

/** `device` as in SubscriptionSummary. */
export type RemovedDevice = { subscriptionId: string; device: string };

type Words = { title: string; body: string };

/** What the service worker receives, encrypted on the way. Paths are on our origin. */
export type PushPayload = Words & {
  /** One tag a visit or alarm: a later result replaces the earlier text. */
  tag: string;
  /** Path that a tap opens. */
  url: string;
  /** True for a replacement: no sound, no vibration. */
  silent: boolean;
  /** BCP 47. */
  lang?: string;
  /** Path of a picture. */
  image?: string;
  /** Path to post to once it is shown. */
  receipt?: string;
  /** What can be done from the notification, the most useful first: not every system shows all. */
  actions?: { action: string; title: string }[];
  /** What an act is about. */
  act?: { decisionId: string; personId?: string };
  /** What is said of an act that could not be done at once. */
  waiting?: { offline: Words; signedOut: Words; refused: string };
};

/** What the service worker shows once an act is done, in place of the notification. */
export type ActAnswer = Words & {
  actions: { action: string; title: string }[];
  act: { entryId?: string; snoozeId?: string } | null;
};

/** What a member has said of hearing of Watchlist by e-mail as well. */
export type MailSetting = { email: string; wanted: boolean; canSend: boolean };
