import { describe, expect, it } from "vitest";
import type { LatencyReceipt } from "#lib/events/types.ts";
import { latencySteps, latencyTotal } from "./latency-steps.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

const receipt = (given: Partial<LatencyReceipt>): LatencyReceipt => ({
  source: "webhook",
  occurredAt: at(0),
  receivedAt: at(1),
  imageReadyAt: null,
  mediaReadyAt: null,
  analysedAt: null,
  decidedAt: null,
  pushedAt: null,
  ...given,
});
const stepsOf = (given: Partial<LatencyReceipt>) =>
  latencySteps(receipt(given)).map(({ name, ms }) => [name, ms]);

describe("the steps", () => {
  it("are measured each from the one before", () => {
    expect(stepsOf({ mediaReadyAt: at(4), analysedAt: at(6), decidedAt: at(6) })).toEqual([
      ["ring", 1000],
      ["recording", 3000],
      ["look", 2000],
      ["decide", 0],
    ]);
  });

  it("stand in the order in which they ended: a picture tells before the recording is there", () => {
    const fast = { imageReadyAt: at(2), decidedAt: at(3), pushedAt: at(4) };
    expect(stepsOf({ ...fast, mediaReadyAt: at(12), analysedAt: at(14) })).toEqual([
      ["ring", 1000],
      ["picture", 1000],
      ["decide", 1000],
      ["push", 1000],
      ["recording", 8000],
      ["look", 2000],
    ]);
  });

  it("add up to the whole, and are never negative where clocks disagree", () => {
    const steps = latencySteps(
      receipt({ occurredAt: at(2), mediaReadyAt: at(4), analysedAt: at(40), decidedAt: at(31) }),
    );
    expect(steps.every(({ ms }) => ms >= 0)).toBe(true);
    expect(steps.reduce((sum, { ms }) => sum + ms, 0)).toBe(38_000);
  });

  it("begin, of an event that was found later, with the finding", () => {
    expect(stepsOf({ source: "history", receivedAt: at(50) })).toEqual([["found", 50_000]]);
  });
});

describe("the whole", () => {
  it("ends with the push", () => {
    const told = receipt({ pushedAt: at(4), mediaReadyAt: at(12) });
    expect(latencyTotal(told)).toEqual({ ms: 4000, until: "phone" });
  });

  it("ends, where nobody was told, with the last step", () => {
    const untold = receipt({ mediaReadyAt: at(12), decidedAt: at(9) });
    expect(latencyTotal(untold)).toEqual({ ms: 12_000, until: "here" });
  });
});
