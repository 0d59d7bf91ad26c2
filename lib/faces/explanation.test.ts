import { describe, expect, it } from "vitest";
import { enrol } from "./enrolment.ts";
import { type Explanation, explain, explanationSchema, whySentence } from "./explanation.ts";
import { identify } from "./identification.ts";
import { normalise } from "./similarity.ts";
import { DEFAULT_THRESHOLDS } from "./thresholds.ts";

const anna = { personId: "anna", similarity: 0.714 };
const bert = { personId: "bert", similarity: 0.306 };
const decision = (more: Partial<Explanation>): Explanation => ({
  outcome: "ask",
  best: anna,
  runnerUp: null,
  thresholds: { named: 0.45, ask: 0.35, margin: 0.05 },
  heldBack: [],
  rejected: [],
  ...more,
});
const say = (more: Partial<Explanation>) =>
  whySentence(decision(more), (personId) => (personId === "anna" ? "Anna" : null));

describe("why a face was decided so", () => {
  it.each<[string, Partial<Explanation>, string]>([
    ["a name", { outcome: "named" }, "Likeness to Anna 0.71. Named from 0.45."],
    [
      "a name before another",
      { outcome: "named", runnerUp: bert },
      "Likeness to Anna 0.71, to somebody without a name, the next, 0.31. Named from 0.45.",
    ],
    [
      "nobody",
      { outcome: "unknown", best: bert },
      "Likeness to somebody without a name 0.31. Asked about from 0.35.",
    ],
    ["an empty house", { outcome: "unknown", best: null }, "There was nobody to compare with."],
    [
      "only somebody ruled out",
      { outcome: "unknown", best: null, rejected: [anna] },
      "You have said of such a face that it is not Anna, and nobody else is like it.",
    ],
    [
      "too little likeness",
      { heldBack: ["similarity"] },
      "Likeness to Anna 0.71. Not named: 0.45 is needed.",
    ],
    [
      "a child before all else",
      { heldBack: ["margin", "child"] },
      "Likeness to Anna 0.71. Not named: a child is asked about, whatever the likeness.",
    ],
  ])("tells of %s", (_, more, sentence) => {
    expect(say(more)).toBe(sentence);
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
