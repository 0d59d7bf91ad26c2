import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, identify } from "./identification.ts";
import { DEFAULT_THRESHOLDS } from "./thresholds.ts";

const candidate = (personId: string, similarity: number, faceId = `${personId}-1`): Candidate => ({
  personId,
  faceId,
  similarity,
});

const decide = (...candidates: Candidate[]) => identify(candidates, DEFAULT_THRESHOLDS);

describe("identification", () => {
  it.each([
    ["names from 0.45", 0.45, "named"],
    ["asks just below", 0.449, "ask"],
    ["asks from 0.35", 0.35, "ask"],
    ["knows nobody just below", 0.349, "unknown"],
  ])("%s", (_, similarity, outcome) => {
    expect(decide(candidate("anna", similarity)).outcome).toBe(outcome);
  });

  it("knows nobody in an empty gallery", () => {
    expect(decide()).toEqual({ outcome: "unknown", best: undefined });
  });

  it("asks instead of naming when somebody else is within 0.05", () => {
    const close = decide(candidate("emil", 0.7), candidate("jonas", 0.651));
    expect(close).toMatchObject({ outcome: "ask", personId: "emil" });
    const clear = decide(candidate("emil", 0.7), candidate("jonas", 0.649));
    expect(clear).toMatchObject({ outcome: "named", runnerUp: { personId: "jonas" } });
  });

  it("does not count a person's other faces as runners-up", () => {
    const result = decide(candidate("anna", 0.7, "a"), candidate("anna", 0.69, "b"));
    expect(result).toMatchObject({ outcome: "named", faceId: "a", runnerUp: undefined });
  });

  it("says who came closest to an unknown face", () => {
    expect(decide(candidate("anna", 0.2), candidate("emil", 0.3))).toMatchObject({
      outcome: "unknown",
      best: { personId: "emil", runnerUp: { personId: "anna" } },
    });
  });

  it("never names below the naming threshold, whatever the gallery", () => {
    const candidates = fc.array(
      fc.record({
        personId: fc.constantFrom("a", "b", "c"),
        faceId: fc.string(),
        similarity: fc.double({ min: -1, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(candidates, (gallery) => {
        const result = identify(gallery, DEFAULT_THRESHOLDS);
        const best = Math.max(-1, ...gallery.map(({ similarity }) => similarity));
        expect(result.outcome === "named" ? best >= 0.45 : true).toBe(true);
        expect(result.outcome === "unknown").toBe(gallery.length === 0 || best < 0.35);
      }),
    );
  });
});
