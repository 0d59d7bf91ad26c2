import type { MotionClass } from "#lib/cameras/types.ts";

/**
 * What a Ring webhook tells us, in our words. `payload.ts` is the only place that knows Ring's shape.
 */

interface NoticeOrigin {
  /** Ring's `meta.request_id`, else the SHA-256 of the body. Names one delivery's message. */
  requestId: string;
  /** Null in version 1.0 messages: nobody can tell whose it is. */
  ringAccountId: string | null;
  /** When Ring stamped the message; null when missing or unreadable. Millisecond precision. */
  sentAt: Date | null;
}

/** A camera saw or felt somebody. */
export interface CameraEventNotice extends NoticeOrigin {
  about: "camera-event";
  kind: "button_press" | "motion";
  /** Always null for a button press, and for a motion whose household gets no classes. */
  motionClass: MotionClass | null;
  deviceId: string;
  /** The moment at the camera, not of the message. */
  occurredAt: Date;
}

/** A device came, went, or changed its connection. */
export interface DeviceNotice extends NoticeOrigin {
  about: "device";
  change: "added" | "removed" | "online" | "offline";
  deviceId: string;
  occurredAt: Date | null;
}

/** The owner linked or removed this app in Ring. */
export interface IntegrationNotice extends NoticeOrigin {
  about: "integration";
  change: "added" | "removed";
  occurredAt: Date | null;
}

/** Our app's subscription in Ring's store changed. */
export interface SubscriptionNotice extends NoticeOrigin {
  about: "subscription";
  change: "activated" | "deactivated";
}

/** Authentic, readable, and of no use to us (sensors, types that Ring added later). */
export interface OtherNotice extends NoticeOrigin {
  about: "other";
  /** Ring's `data.type` as received. */
  type: string;
}

/** Authentic and not understood: kept so that a person can look at it. */
export interface UnreadableNotice extends NoticeOrigin {
  about: "unreadable";
  /** A short slug: `not-utf8`, `not-json`, `no-type`, `no-device`, `no-time`. */
  why: string;
}

export type RingNotice =
  | CameraEventNotice
  | DeviceNotice
  | IntegrationNotice
  | SubscriptionNotice
  | OtherNotice
  | UnreadableNotice;

/** What the inbox needs to refuse a second copy, whatever the bytes are. */
export interface DeliveryKeys {
  /** Equal for two copies of one message. */
  requestId: string;
  /** Equal for two messages about one event. */
  semanticKey: string;
  ringAccountId: string | null;
}
