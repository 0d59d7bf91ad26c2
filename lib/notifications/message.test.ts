import { describe, expect, it } from "vitest";
import type { VisitKnowledge, Visitor } from "#lib/alerts/sightings.ts";
import { messageFor } from "./message.ts";

const where = {
  cameraName: "Front door",
  occurredAt: new Date("2026-01-02T17:42:10Z"),
};
const reader = { locale: "en", clock: "h23", timeZone: "UTC" };
const person = (more: Partial<Visitor>): Visitor => ({
  personId: "somebody",
  name: null,
  category: "unknown",
  probably: null,
  seenBefore: 0,
  cameraIds: ["front"],
  ...more,
});
const say = (visitors: Visitor[], more: Partial<VisitKnowledge> = {}, to = reader) =>
  messageFor(
    {
      cameraId: "front",
      at: where.occurredAt,
      visitors,
      sawHidden: false,
      pressed: false,
      sight: "looked",
      late: false,
      cameraOff: false,
      ...more,
    },
    where,
    to,
  );

describe("the words of a notification", () => {
  it("names the person, the camera and the time in the reader's zone", () => {
    const anna = person({ name: "Anna", category: "familiar" });
    expect(say([anna])).toEqual({ title: "Anna", body: "Seen at: Front door, 17:42." });
    const inDelhi = say([anna], { pressed: true }, { ...reader, timeZone: "Asia/Kolkata" });
    expect(inDelhi.body).toBe("Rang at: Front door, 23:12.");
  });

  it("says how often a stranger was seen", () => {
    expect(say([person({})]).title).toBe("Somebody new");
    expect(say([person({ seenBefore: 2 })])).toEqual({
      title: "Somebody without a name yet",
      body: "Seen at: Front door, 17:42. Seen twice before.",
    });
  });

  it("says probably when it is not sure", () => {
    const probably = {
      personId: "known",
      name: "Anna",
      category: "familiar",
      isChild: false,
    } as const;
    expect(say([person({ probably })]).title).toBe("Probably Anna");
  });

  it("asks about a child", () => {
    const probably = {
      personId: "known",
      name: "Emil",
      category: "familiar",
      isChild: true,
    } as const;
    expect(say([person({ probably })]).title).toBe("Probably Emil?");
  });

  it("counts several strangers and marks the watchlist", () => {
    const bo = person({ name: "Bo", category: "watchlist" });
    expect(say([person({}), bo, person({})]).title).toBe(
      "Bo and 2 people without a name yet (Watchlist)",
    );
  });

  it.each([
    ["de", "Anna, Bo und 2 Personen noch ohne Namen", "Gesehen: Front door, 17:42."],
    ["es", "Anna, Bo y 2 personas aún sin nombre", "Presencia en: Front door, 17:42."],
    ["fr", "Anna, Bo and 2 people without a name yet", "Seen at: Front door, 17:42."],
  ])("speaks the reader's language, or else English: %s", (locale, title, body) => {
    const named = ["Anna", "Bo"].map((name) => person({ name }));
    const told = say([...named, person({}), person({})], {}, { ...reader, locale });
    expect(told).toEqual({ title, body });
  });

  it("begins with a large letter in every language", () => {
    const probably = {
      personId: "known",
      name: "Emil",
      category: "familiar",
      isChild: true,
    } as const;
    const title = (locale: string) => say([person({ probably })], {}, { ...reader, locale }).title;
    expect(["de", "es"].map(title)).toEqual(["Wahrscheinlich Emil?", "¿Probablemente Emil?"]);
  });

  it("tells the time by the reader's clock", () => {
    const body = (locale: string) =>
      say([person({ name: "Anna" })], { pressed: true }, { ...reader, locale, clock: "h12" }).body;
    expect(body("en")).toContain("5:42\u00a0PM");
    expect(body("es")).toContain("5:42\u00a0p.\u00a0m.");
  });

  it("says why there is no name", () => {
    expect(say([], { sight: "waiting", pressed: true })).toEqual({
      title: "Somebody",
      body: "Rang at: Front door, 17:42. Still looking who it is.",
    });
    expect(say([], { sight: "unseen" }).body).toContain("no recording that could be read");
    expect(say([], { pressed: true }).body).toContain("No face could be seen");
  });
});
