import { describe, expect, it } from "vitest";
import type { MadeEvent } from "./play.ts";
import { type Evidence, type LedgerRow, takeTally } from "./tally.ts";

const made: MadeEvent = {
  deviceId: "door",
  kind: "motion",
  at: 1_000_000,
  delivery: "prompt",
  media: "none",
  deliveries: [1],
};
const row: LedgerRow = {
  id: "event",
  deviceId: "door",
  kind: "motion",
  at: 1_000_000,
  receivedAt: 1_000_500,
  source: "webhook",
  outcome: "no_recording",
  reason: "ring-kept-none",
  isDecided: true,
  householdId: "home",
  isCrossed: false,
  told: 1,
};
const message = { endpoint: "phone", eventId: "event" };

function tally(change: Partial<Evidence> = {}) {
  return takeTally({
    made: [made],
    rows: [row],
    messages: [message],
    householdByEndpoint: new Map([
      ["phone", "home"],
      ["stranger's phone", "elsewhere"],
    ]),
    firstTryById: new Map([[1, 1_000_400]]),
    maxAgeMs: 600_000,
    ...change,
  });
}

describe("the tally of a storm", () => {
  it("finds nothing wrong where every event is one row with one outcome", () => {
    expect(tally()).toMatchObject({
      ...{ events: 1, accounted: 1, lost: 0, pushedTwice: 0, pushedLate: 0, strays: 0, crossed: 0 },
      ...{ pushes: 1, byOutcome: { "no_recording: ring-kept-none": 1 } },
    });
  });

  it("counts an event as lost that has no row, or no outcome", () => {
    expect(tally({ rows: [], messages: [] })).toMatchObject({ accounted: 0, lost: 1 });
    expect(tally({ rows: [{ ...row, outcome: null }] })).toMatchObject({ accounted: 0, lost: 1 });
  });

  it("does not take an event for accounted that is there twice or undecided", () => {
    expect(tally({ rows: [row, { ...row, id: "again" }] })).toMatchObject({
      accounted: 0,
      lost: 0,
    });
    expect(tally({ rows: [{ ...row, isDecided: false }] })).toMatchObject({
      accounted: 0,
      lost: 0,
    });
  });

  it("counts each message beyond what was to be told of an event", () => {
    expect(tally({ messages: [message, message, message] }).pushedTwice).toBe(2);
    expect(tally({ rows: [{ ...row, told: 3 }], messages: [message, message] }).pushedTwice).toBe(
      0,
    );
    expect(tally({ rows: [{ ...row, told: 0 }] }).pushedTwice).toBe(1);
  });

  it("counts messages about events first heard of when they were too old", () => {
    const late = new Map([[1, 1_600_001]]);
    expect(tally({ firstTryById: late }).pushedLate).toBe(1);
    expect(tally({ firstTryById: late, messages: [] }).pushedLate).toBe(0);
    const found = { ...row, source: "history", receivedAt: 1_600_001 };
    expect(tally({ rows: [found] }).pushedLate).toBe(1);
  });

  it("counts events that nobody made, and whatever reached another household", () => {
    expect(tally({ made: [] }).strays).toBe(1);
    expect(tally({ rows: [{ ...row, isCrossed: true }] }).crossed).toBe(1);
    expect(tally({ messages: [{ ...message, endpoint: "stranger's phone" }] }).crossed).toBe(1);
  });
});
