import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { timeWords } from "#components/ui/time-words.ts";
import { catalogue } from "#messages/catalogue.ts";
import { clockOf, locationWords, minutesOf, stateWords } from "./camera-words.ts";

const english = { locale: "en", messages: catalogue.en } as const;
const t = createTranslator({ ...english, namespace: "cameras.state" });
const times = timeWords("en", "UTC", createTranslator({ ...english, namespace: "time" }));

describe("where a camera is", () => {
  it.each([
    ["US", "WA", "WA, United States"],
    ["CA", null, "Canada"],
    ["somewhere", null, "somewhere"],
    [null, "WA", null],
  ])("in %s, %s is %s", (country, state, words) => {
    expect(locationWords({ country, state }, "en")).toBe(words);
  });
});

describe("how a camera stands", () => {
  const watching = { online: true, enabled: true, hours: null };

  it.each([
    [{}, "Watching"],
    [{ hours: { from: 1320, until: 365 } }, "Watching from 22:00 until 06:05"],
    [{ online: false }, "Offline, says Ring"],
    [{ online: false, enabled: false }, "Switched off in Kith"],
  ])("with %j is: %s", (overrides, words) => {
    expect(stateWords(t, { ...watching, ...overrides }, times)).toBe(words);
  });
});

describe("a time of day", () => {
  it.each([0, 5, 605, 1439])("comes back as it was: %i", (minutes) => {
    expect(minutesOf(clockOf(minutes))).toBe(minutes);
  });

  it("is none in an empty field", () => {
    expect(minutesOf("")).toBeNaN();
  });
});
