import { expect, it } from "vitest";
import { agoWords } from "./time-words.ts";

const now = "2026-11-22T01:00:00Z";
// In Kathmandu it is a quarter to seven.
const zone = "Asia/Kathmandu";

it.each([
  ["2026-11-22T00:59:30Z", "just now"],
  ["2026-11-22T00:48:00Z", "12 min ago"],
  ["2026-11-21T23:00:00Z", "at 04:45"],
  ["2026-11-21T18:00:00Z", "on 21 November at 23:45"],
])("says of %s %s", (at, words) => {
  expect(agoWords(at, now, zone)).toBe(words);
});
