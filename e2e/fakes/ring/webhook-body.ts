/** The webhook envelope of the contract, version 1.1, and its known variations. */
import type { CameraEvent } from "./world.ts";

/** Where the motion class stands: official pages contradict each other. */
export const SUB_TYPE_PLACES = [
  "data.subType",
  "data.sub_type",
  "attributes.subType",
  "attributes.sub_type",
] as const;

export type SubTypePlace = (typeof SUB_TYPE_PLACES)[number];

export interface Envelope {
  requestId: string;
  accountId: string;
  /** Epoch ms at which Ring stamped the message. */
  stampedAt: number;
}

/** Ring stamps a message 335 to 549 ms after the event in real captures. */
export const STAMP_DELAY_MS = 400;

/** ISO text with nine digits of fraction, as Ring sends it. */
function nanosecondTime(epochMs: number): string {
  const digits = String((Math.round(epochMs) * 7919) % 1_000_000).padStart(6, "0");
  return new Date(epochMs).toISOString().replace("Z", `${digits}Z`);
}

/** Body of a camera event. */
export function eventBody(
  envelope: Envelope,
  event: CameraEvent,
  subTypePlace: SubTypePlace = "data.subType",
): object {
  const noun = event.type === "button_press" ? "ding" : (event.motionClass ?? "motion");
  const [holder, field = ""] = subTypePlace.split(".");
  const subType = event.motionClass === null ? {} : { [field]: event.motionClass };
  return {
    meta: meta(envelope),
    data: {
      id: `${event.deviceId}_${noun}_${event.at}`,
      type: event.type,
      ...(holder === "data" && subType),
      attributes: {
        source: event.deviceId,
        source_type: "devices",
        timestamp: event.at,
        ...(holder === "attributes" && subType),
      },
      relationships: deviceLink(event.deviceId),
    },
  };
}

/** Body of a device's or the integration's own news; `deviceId` null speaks of the account. */
export function lifecycleBody(
  envelope: Envelope,
  type: string,
  deviceId: string | null,
  at: number,
): object {
  const source = deviceId ?? envelope.accountId;
  const attributes = {
    source,
    source_type: deviceId === null ? "users" : "devices",
    timestamp: at,
  };
  const data = { id: `${source}_${type}_${at}`, type, attributes };
  return {
    meta: meta(envelope),
    data: deviceId === null ? data : { ...data, relationships: deviceLink(deviceId) },
  };
}

function meta({ requestId, accountId, stampedAt }: Envelope): object {
  return {
    version: "1.1",
    time: nanosecondTime(stampedAt),
    request_id: requestId,
    account_id: accountId,
  };
}

function deviceLink(deviceId: string): object {
  return { devices: { links: { self: `/v1/devices/${deviceId}` } } };
}
