import { describe, expect, it } from "vitest";
import { NotYetError } from "#lib/errors.ts";
import { RingUnreachableError } from "#lib/infra/ring-client/refusals.ts";
import { patientWithRing, RING_PATIENCE_MS } from "./patience.ts";

const SINCE = new Date("2026-01-02T03:04:05Z");
const later = (ms: number) => new Date(SINCE.getTime() + ms);

/** The pause, in seconds, of an event that has waited so long for Ring. */
function pauseS(waitedS: number, random: number): number {
  const now = later(waitedS * 1000);
  const error = patientWithRing(new RingUnreachableError("503"), SINCE, now, random);
  if (!(error instanceof NotYetError)) throw error;
  return (error.retryAt.getTime() - now.getTime()) / 1000;
}

describe("an event for which Ring cannot be reached", () => {
  it("waits longer the longer it has waited, five minutes at most, and each a time of its own", () => {
    const pauses = [0, 1, 60, 600, 3_600, 250_000].map((waitedS) => pauseS(waitedS, 0.5));
    expect(pauses).toEqual([2, 2, 6, 60, 300, 300]);
    expect([pauseS(60, 0), pauseS(60, 1)]).toEqual([3, 9]);
  });

  it("ends for that reason after three days, also where Ring was only busy", () => {
    const busy = new NotYetError(later(0), "429");
    for (const error of [new RingUnreachableError("503"), busy]) {
      const end = patientWithRing(error, SINCE, later(RING_PATIENCE_MS + 1), 0.5);
      expect(end).toMatchObject({ name: "PermanentError", reason: "ring-unreachable" });
    }
    expect(patientWithRing(busy, SINCE, later(RING_PATIENCE_MS), 0.5)).toBe(busy);
  });

  it("leaves any other error as it is", () => {
    const error = new Error("404");
    expect(patientWithRing(error, SINCE, later(RING_PATIENCE_MS + 1), 0.5)).toBe(error);
  });
});
