import { describe, expect, it } from "vitest";
import { devicesSchema, historyEvents, historySchema, joinDevices } from "./resources.ts";

const WHOLE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];
const TRIANGLE = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0, y: 0.5 },
];

/** One device whose configuration has the given attributes. */
function withConfiguration(attributes: unknown) {
  const target = { type: "device-configurations", id: "c1" };
  const [device] = joinDevices(
    devicesSchema.parse({
      data: [{ id: "d1", relationships: { configurations: { data: target } } }],
      included: [{ ...target, attributes }],
    }),
  );
  return device;
}

describe("privacy zones", () => {
  it("are the polygons that Ring names", () => {
    const zones = { privacy_zones: [{ id: "p1", vertices: TRIANGLE }] };
    expect(withConfiguration({ image_enhancements: zones })?.privacyZones).toEqual([TRIANGLE]);
  });

  it("never leave the picture", () => {
    const vertices = [
      { x: -1, y: 0 },
      { x: 2, y: 0 },
      { x: 0.5, y: 9 },
    ];
    const zones = { privacy_zones: [{ id: "p1", vertices }] };
    const clamped = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 0.5, y: 1 },
    ];
    expect(withConfiguration({ image_enhancements: zones })?.privacyZones).toEqual([clamped]);
  });

  it.each([
    ["a zone of two corners", { privacy_zones: [{ vertices: TRIANGLE.slice(1) }] }],
    ["a zone without corners", { privacy_zones: [{ id: "p1" }] }],
    ["a list of another kind", { privacy_zones: "all" }],
    ["settings of another kind", 7],
  ])("cover the whole picture where they cannot be read: %s", (_, enhancements) => {
    const device = withConfiguration({ image_enhancements: enhancements });
    expect(device?.privacyZones).toEqual([WHOLE]);
  });

  it("are none where Ring says so", () => {
    const zones = { privacy_zones: [] };
    expect(withConfiguration({ image_enhancements: zones })?.privacyZones).toEqual([]);
  });

  it.each([undefined, null, {}, { image_enhancements: null }, { image_enhancements: {} }])(
    "are not told of with %j",
    (attributes) => {
      expect(withConfiguration(attributes)?.privacyZones).toBeNull();
    },
  );
});

describe("devices", () => {
  it("with nothing but an id are still cameras", () => {
    expect(joinDevices(devicesSchema.parse({ data: [{ id: "d1" }] }))).toEqual([
      {
        id: "d1",
        name: null,
        online: null,
        privacyZones: null,
        motionZones: null,
        location: null,
      },
    ]);
  });
});

describe("the location", () => {
  const located = (attributes: unknown) => {
    const target = { type: "locations", id: "l1" };
    const [device] = joinDevices(
      devicesSchema.parse({
        data: [{ id: "d1", relationships: { location: { data: target } } }],
        included: [{ ...target, attributes }],
      }),
    );
    return device?.location;
  };

  it.each([
    [
      { country: "US", state: "WA" },
      { country: "US", state: "WA" },
    ],
    [{ country: "CA" }, { country: "CA", state: null }],
    [
      { country: "US", state: 7 },
      { country: "US", state: null },
    ],
    [{ state: "WA" }, null],
    [7, null],
    [undefined, null],
  ])("in %j is %j", (attributes, location) => {
    expect(located(attributes)).toEqual(location);
  });
});

describe("history", () => {
  it.each([
    ["ding", "button_press", null],
    ["motion", "motion", null],
    ["motion.human", "motion", "human"],
    ["on_demand", "other", null],
  ])("calls %s a %s", (eventType, kind, motionClass) => {
    const attributes = { event_type: eventType, start: "1767323045000" };
    const [event] = historyEvents(historySchema.parse({ data: [{ id: "h1", attributes }] }));
    expect(event).toMatchObject({ kind, motionClass, startedAt: new Date(1_767_323_045_000) });
    expect(event?.endedAt).toBeNull();
  });

  it("leaves out an entry that it cannot read, and keeps the others of its page", () => {
    const whole = { id: "h1", attributes: { event_type: "ding", start: 1_767_323_045_000 } };
    const odd = [
      { id: "h2", attributes: { event_type: "ding" } },
      { id: "h3", attributes: { start: 1 } },
      { attributes: whole.attributes },
      "h5",
      null,
    ];
    const events = historyEvents(historySchema.parse({ data: [...odd, whole] }));
    expect(events.map(({ id }) => id)).toEqual(["h1"]);
  });
});
