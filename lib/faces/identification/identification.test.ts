import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evenly } from "#lib/testing/arbitraries.ts";
import type { EnrolledPerson } from "./enrolment.ts";
import { alike, PROBE, personAlike } from "./gallery-samples.ts";
import { identify, withholdName } from "./identification.ts";
import { DEFAULT_THRESHOLDS, REJECTED_SIMILARITY } from "./thresholds.ts";

const thresholds = { named: 0.5, ask: 0.35, margin: 0.05 };

const decide = (...people: EnrolledPerson[]) => identify(PROBE, people, thresholds);

describe("identification", () => {
  it.each([
    ["names from `named`", 0.501, "named"],
    ["asks just below", 0.499, "ask"],
    ["asks from `ask`", 0.351, "ask"],
    ["knows nobody just below", 0.349, "unknown"],
  ])("%s", (_, similarity, outcome) => {
    expect(decide(personAlike("anna", similarity, 0)).outcome).toBe(outcome);
  });

  it("knows nobody in an empty gallery", () => {
    const why = { heldBack: [], thresholds, rejected: [] };
    expect(decide()).toEqual({ outcome: "unknown", best: undefined, why });
  });

  it("asks instead of naming when somebody else is within the margin", () => {
    const close = decide(personAlike("emil", 0.7, 0), personAlike("jonas", 0.651, 1));
    expect(close).toMatchObject({
      outcome: "ask",
      personId: "emil",
      why: { heldBack: ["margin"] },
    });
    const clear = decide(personAlike("emil", 0.7, 0), personAlike("jonas", 0.649, 1));
    expect(clear).toMatchObject({
      outcome: "named",
      runnerUp: { personId: "jonas" },
      why: { heldBack: [] },
    });
  });

  it("names nobody in a tie, even without a margin", () => {
    const twins = [personAlike("a", 0.8, 0), personAlike("b", 0.8, 0)];
    const decision = identify(PROBE, twins, { ...thresholds, margin: 0 });
    expect(decision).toMatchObject({ outcome: "ask", why: { heldBack: ["margin"] } });
  });

  it("asks about a track whose shots disagree, and keeps that they do of any", () => {
    const named = decide(personAlike("anna", 0.9, 0));
    expect(withholdName(named)).toMatchObject({
      outcome: "ask",
      personId: "anna",
      why: { heldBack: ["dispute"] },
    });
    const unknown = decide(personAlike("anna", 0.1, 0));
    expect(withholdName(unknown)).toMatchObject({
      outcome: "unknown",
      best: { personId: "anna" },
      why: { heldBack: ["similarity", "dispute"] },
    });
  });

  it("says who came closest to an unknown face", () => {
    expect(decide(personAlike("anna", 0.2, 0), personAlike("emil", 0.3, 1))).toMatchObject({
      outcome: "unknown",
      best: { personId: "emil", runnerUp: { personId: "anna" } },
      why: { heldBack: ["similarity"] },
    });
  });

  it("asks about a child, however much alike", () => {
    const child = personAlike("emil", 0.95, 0, { isChild: true });
    expect(decide(child)).toMatchObject({ outcome: "ask", why: { heldBack: ["child"] } });
  });

  it("takes more to name somebody who has a look-alike, and says so", () => {
    const byPerson = new Map([["emil", { named: 0.6, margin: 0.1 }]]);
    const decideOn = (...people: EnrolledPerson[]) =>
      identify(PROBE, people, { ...thresholds, byPerson });
    expect(decideOn(personAlike("emil", 0.58, 0))).toMatchObject({
      outcome: "ask",
      why: { heldBack: ["look-alike"], thresholds: { named: 0.6, ask: 0.35, margin: 0.1 } },
    });
    expect(decideOn(personAlike("anna", 0.58, 0)).outcome).toBe("named");
    expect(decideOn(personAlike("emil", 0.7, 0)).outcome).toBe("named");
    expect(decideOn(personAlike("emil", 0.7, 0), personAlike("jonas", 0.61, 1))).toMatchObject({
      outcome: "ask",
      why: { heldBack: ["look-alike"] },
    });
  });

  it("never takes less for a person with thresholds of their own", () => {
    const byPerson = new Map([["emil", { named: 0.1, margin: 0 }]]);
    const decision = identify(PROBE, [personAlike("emil", 0.45, 0)], { ...thresholds, byPerson });
    expect(decision).toMatchObject({ outcome: "ask", why: { thresholds } });
  });
});

describe("a human's not this person", () => {
  it("speaks against naming and against asking when such a face is nearer", () => {
    const anna = personAlike("anna", 0.6, 0, { rejected: [alike(0.61, 1)] });
    expect(decide(anna)).toMatchObject({
      outcome: "unknown",
      best: undefined,
      why: { rejected: [{ personId: "anna" }] },
    });
  });

  it("speaks against a person whom such a face certainly shows, even when the person is nearer", () => {
    const sure = personAlike("anna", 0.9, 0, { rejected: [alike(REJECTED_SIMILARITY + 0.001, 1)] });
    expect(decide(sure).outcome).toBe("unknown");
    const unsure = personAlike("anna", 0.9, 0, {
      rejected: [alike(REJECTED_SIMILARITY - 0.001, 1)],
    });
    expect(decide(unsure).outcome).toBe("named");
  });

  it("lets the next best be asked about, but not named", () => {
    const anna = personAlike("anna", 0.7, 0, { rejected: [alike(0.75, 1)] });
    expect(decide(anna, personAlike("mei", 0.6, 2))).toMatchObject({
      outcome: "ask",
      personId: "mei",
      why: { heldBack: ["rejected"] },
    });
  });

  it("no longer stands between two who resemble each other", () => {
    const mei = personAlike("mei", 0.7, 0);
    expect(decide(mei, personAlike("anna", 0.68, 1)).outcome).toBe("ask");
    const anna = personAlike("anna", 0.68, 1, { rejected: [alike(0.7, 2)] });
    expect(decide(mei, anna)).toMatchObject({ outcome: "named", personId: "mei" });
  });
});

describe("every decision", () => {
  const similarity = evenly(-0.9, 0.99);
  const person = fc.record({
    similarity,
    isChild: fc.boolean(),
    rejected: fc.array(similarity, { maxLength: 2 }),
  });
  const peopleOf = (
    sketches: readonly (typeof person extends fc.Arbitrary<infer T> ? T : never)[],
  ) =>
    sketches.map(({ similarity, isChild, rejected }, index) =>
      personAlike(`person ${index}`, similarity, index, {
        isChild,
        rejected: rejected.map((value, at) => alike(value, 6 + at)),
      }),
    );
  const sketches = fc.array(person, { minLength: 1, maxLength: 5 });
  const rank = { unknown: 0, ask: 1, named: 2 } as const;
  const rankFor = (people: readonly EnrolledPerson[], personId: string) => {
    const decision = identify(PROBE, people, DEFAULT_THRESHOLDS);
    const isOther = decision.outcome !== "unknown" && decision.personId !== personId;
    return isOther ? 0 : rank[decision.outcome];
  };

  it("moves with similarity: who is more alike is never less recognised", () => {
    fc.assert(
      fc.property(sketches, similarity, (before, other) => {
        const [first, ...others] = before;
        if (!first) return;
        const raised = Math.max(first.similarity, other);
        const after = [{ ...first, similarity: raised }, ...others];
        expect(rankFor(peopleOf(after), "person 0")).toBeGreaterThanOrEqual(
          rankFor(peopleOf(before), "person 0"),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("is never surer of a person through a face that is not them", () => {
    fc.assert(
      fc.property(sketches, similarity, (before, rejected) => {
        const [first, ...others] = before;
        if (!first) return;
        const after = [{ ...first, rejected: [...first.rejected, rejected] }, ...others];
        expect(rankFor(peopleOf(after), "person 0")).toBeLessThanOrEqual(
          rankFor(peopleOf(before), "person 0"),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("is the same whatever the order of the people", () => {
    fc.assert(
      fc.property(
        sketches.chain((all) =>
          fc.tuple(
            fc.constant(peopleOf(all)),
            fc.shuffledSubarray(peopleOf(all), { minLength: all.length }),
          ),
        ),
        ([people, shuffled]) => {
          expect(identify(PROBE, shuffled, DEFAULT_THRESHOLDS)).toEqual(
            identify(PROBE, people, DEFAULT_THRESHOLDS),
          );
        },
      ),
    );
  });

  it("names nobody below the naming threshold, no child, and nobody beside somebody as alike", () => {
    fc.assert(
      fc.property(sketches, (all) => {
        const decision = identify(PROBE, peopleOf(all), DEFAULT_THRESHOLDS);
        if (decision.outcome !== "named") return;
        const index = Number(decision.personId.split(" ")[1]);
        expect(decision.similarity).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.named);
        expect(all[index]?.isChild).toBe(false);
        const second = decision.runnerUp?.similarity ?? -1;
        expect(decision.similarity - second).toBeGreaterThanOrEqual(DEFAULT_THRESHOLDS.margin);
      }),
      { numRuns: 500 },
    );
  });
});
