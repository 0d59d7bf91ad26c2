import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryKeys, parseNotice } from "./payload.ts";

const DEVICE = "ava1.ring.device.EMUDOOR";
const ACCOUNT = "ava1.ring.account.EMU1";
const AT = 1767323045000;

interface Shape {
  meta?: object;
  data?: object;
  attributes?: object;
}

function body({ meta = {}, data = {}, attributes = {} }: Shape = {}): Buffer {
  const envelope = {
    meta: {
      version: "1.1",
      time: "2026-01-02T03:04:05.678901234Z",
      request_id: "11111111-2222-4333-8444-555555555555",
      account_id: ACCOUNT,
      ...meta,
    },
    data: {
      id: `${DEVICE}_ding_${AT}`,
      type: "button_press",
      attributes: { source: DEVICE, source_type: "devices", timestamp: AT, ...attributes },
      ...data,
    },
  };
  return Buffer.from(JSON.stringify(envelope));
}

const motion = (data: object, attributes: object = {}) =>
  parseNotice(body({ data: { type: "motion_detected", ...data }, attributes }));

describe("a camera event", () => {
  it("is read with the moment at the camera and nine-digit nanoseconds in the message's own time", () => {
    expect(parseNotice(body())).toEqual({
      about: "camera-event",
      requestId: "11111111-2222-4333-8444-555555555555",
      ringAccountId: ACCOUNT,
      deviceId: DEVICE,
      kind: "button_press",
      motionClass: null,
      occurredAt: new Date(AT),
      sentAt: new Date("2026-01-02T03:04:05.678Z"),
    });
  });

  it.each([
    ["attributes.sub_type", {}, { sub_type: "human" }],
    ["attributes.subType", {}, { subType: "human" }],
    ["data.subType", { subType: "human" }, {}],
    ["data.sub_type", { sub_type: "human" }, {}],
  ])("finds its class in %s", (_, data, attributes) => {
    expect(motion(data, attributes)).toMatchObject({ kind: "motion", motionClass: "human" });
  });

  it.each([
    ["human", "human"],
    ["vehicle", "vehicle"],
    ["motion", "motion"],
    ["other_motion", "other_motion"],
    ["animal", "unknown"],
    ["Human", "unknown"],
  ])("reads the class %s as %s", (given, read) => {
    expect(motion({ subType: given })).toMatchObject({ motionClass: read });
  });

  it("needs no class", () => {
    expect(motion({})).toMatchObject({ about: "camera-event", motionClass: null });
    expect(motion({ subType: 7 })).toMatchObject({ about: "camera-event", motionClass: null });
    expect(motion({ subType: null })).toMatchObject({ motionClass: null });
  });

  it("takes a numeric string for its time, and is unreadable without one", () => {
    expect(motion({}, { timestamp: String(AT) })).toMatchObject({ occurredAt: new Date(AT) });
    for (const timestamp of [undefined, null, "soon", 0, -1, 1e20, true]) {
      expect(motion({}, { timestamp })).toMatchObject({ about: "unreadable", why: "no-time" });
    }
  });

  it("is unreadable without a device", () => {
    expect(motion({}, { source: undefined })).toMatchObject({ why: "no-device" });
  });

  it("survives extra fields and a missing or odd time of the message", () => {
    const odd = body({ meta: { time: "yesterday", extra: [1] }, data: { extra: { deep: 1 } } });
    expect(parseNotice(odd)).toMatchObject({ about: "camera-event", sentAt: null });
  });

  it("of version 1.0 without an account belongs to nobody known", () => {
    const old = body({ meta: { version: "1.0", account_id: undefined } });
    expect(parseNotice(old)).toMatchObject({ about: "camera-event", ringAccountId: null });
    expect(deliveryKeys(old)).toMatchObject({ ringAccountId: null });
  });
});

describe("other messages", () => {
  it.each([
    ["device_added", { about: "device", change: "added", deviceId: DEVICE }],
    ["device_removed", { about: "device", change: "removed", deviceId: DEVICE }],
    ["device_online", { about: "device", change: "online", deviceId: DEVICE }],
    ["device_offline", { about: "device", change: "offline", deviceId: DEVICE }],
    ["app_integration_added", { about: "integration", change: "added" }],
    ["app_integration_removed", { about: "integration", change: "removed" }],
    ["subscription_activated", { about: "subscription", change: "activated" }],
    ["subscription_deactivated", { about: "subscription", change: "deactivated" }],
    ["flood_detected", { about: "other", type: "flood_detected" }],
    ["something_new", { about: "other", type: "something_new" }],
    ["constructor", { about: "other", type: "constructor" }],
  ])("%s is understood", (type, notice) => {
    expect(parseNotice(body({ data: { type } }))).toMatchObject(notice);
  });

  it("a subscription without a timestamp is understood", () => {
    const attributes = { source: "subscriptions", source_id: "s1", timestamp: undefined };
    const notice = parseNotice(body({ data: { type: "subscription_activated" }, attributes }));
    expect(notice).toMatchObject({ about: "subscription", change: "activated" });
  });
});

describe("bytes that are no message", () => {
  const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

  it.each([
    ["nothing", Buffer.alloc(0), "not-json"],
    ["invalid UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "not-utf8"],
    ["text", Buffer.from("hello"), "not-json"],
    ["null", Buffer.from("null"), "not-json"],
    ["a list", Buffer.from("[]"), "not-json"],
    ["an empty object", Buffer.from("{}"), "no-type"],
    ["fields of the wrong kind", Buffer.from('{"meta":1,"data":"x"}'), "no-type"],
    ["300 KB", Buffer.from(`{"data":{"x":"${"y".repeat(300_000)}"}}`), "no-type"],
    ["deep nesting", Buffer.from("[".repeat(100_000)), "not-json"],
  ])("%s are unreadable and keyed by their digest", (_, bytes, why) => {
    expect(parseNotice(bytes)).toMatchObject({ about: "unreadable", why });
    const digest = sha256(bytes);
    const keys = { requestId: digest, semanticKey: digest, ringAccountId: null };
    expect(deliveryKeys(bytes)).toEqual(keys);
  });

  it("never throw, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseNotice(bytes);
        expect(deliveryKeys(bytes).requestId).not.toBe("");
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.json(), (meta, data) => {
        parseNotice(Buffer.from(`{"meta":${meta},"data":${data}}`));
        parseNotice(Buffer.from(`{"data":{"type":"motion_detected","attributes":${data}}}`));
      }),
    );
  });
});

describe("the keys of a delivery", () => {
  it("tell two deliveries of one event by request and unite them by meaning", () => {
    const first = deliveryKeys(body());
    const second = deliveryKeys(body({ meta: { request_id: "another" } }));
    expect(first.requestId).not.toBe(second.requestId);
    expect(first.semanticKey).toBe(second.semanticKey);
    expect(first.semanticKey).toBe(`${ACCOUNT}|button_press|${DEVICE}|${AT}`);
  });

  it.each([
    ["account", { meta: { account_id: "ava1.ring.account.OTHER" } }],
    ["type", { data: { type: "motion_detected" } }],
    ["source", { attributes: { source: "ava1.ring.device.OTHER" } }],
    ["time", { attributes: { timestamp: AT + 1 } }],
  ] satisfies [string, Shape][])("differ in meaning where the %s differs", (_, shape) => {
    expect(deliveryKeys(body(shape)).semanticKey).not.toBe(deliveryKeys(body()).semanticKey);
  });

  it("fall back to the message's own id where there is no time", () => {
    const news = body({ data: { id: "one" }, attributes: { timestamp: undefined } });
    expect(deliveryKeys(news).semanticKey).toBe("one");
  });

  it("can be stored: no NUL, and short enough for a unique index", () => {
    const hostile = body({
      meta: { request_id: "a\0b", account_id: "é".repeat(512) },
      attributes: { source: "é".repeat(512) },
    });
    const { requestId, semanticKey } = deliveryKeys(hostile);
    expect(requestId).toMatch(/^[0-9a-f]{64}$/);
    expect(semanticKey).toMatch(/^[0-9a-f]{64}$/);
  });
});
