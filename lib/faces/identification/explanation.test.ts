import { describe, expect, it } from "vitest";
import { normalise } from "../similarity.ts";
import { enrol } from "./enrolment.ts";
import { type Explanation, explain, explanationSchema, foremost } from "./explanation.ts";
import { identify } from "./identification.ts";
import { DEFAULT_THRESHOLDS } from "./thresholds.ts";

describe("why a face was decided so", () => {
  it("names that a child is asked about before that the lead is too small", () => {
    const explanation: Explanation = {
      ...{ outcome: "ask", best: { personId: "anna", similarity: 0.7 }, runnerUp: null },
      thresholds: { named: 0.45, ask: 0.35, margin: 0.05 },
      heldBack: ["margin", "child"],
      rejected: [],
    };
    expect(foremost(explanation)).toBe("child");
    expect(foremost({ ...explanation, heldBack: [] })).toBeNull();
  });

  it("is kept whole, and fits what is read back", () => {
    const face = (faceId: string, personId: string, looks: number[]) => ({
      ...{ faceId, personId, vector: normalise(looks), quality: 0.8 },
      ...({ angle: "front", lighting: "day", isConfirmed: false } as const),
    });
    const person = (personId: string, looks: number[]) =>
      enrol({ personId, isChild: false, rejected: [], faces: [face(personId, personId, looks)] });
    const people = [person("anna", [1, 0]), person("bert", [0, 1])];
    const kept = explain(identify(normalise([0.8, 0.6]), people, DEFAULT_THRESHOLDS));
    expect(kept).toMatchObject({ outcome: "named", best: { personId: "anna" } });
    expect(kept.runnerUp?.similarity).toBeCloseTo(0.6, 5);
    expect(explanationSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    const alone = explain(identify(normalise([1, 0]), [], DEFAULT_THRESHOLDS));
    expect(explanationSchema.parse(alone)).toMatchObject({ outcome: "unknown", best: null });
  });
});
