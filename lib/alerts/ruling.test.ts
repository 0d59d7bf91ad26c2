import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRONT, MONDAY, rule } from "#lib/testing/sightings.ts";
import {
  byPrecedence,
  loudness,
  type Place,
  rulingFor,
  type Subject,
  watchlistGaps,
} from "./ruling.ts";
import type { AlertRule } from "./types.ts";
import { hows } from "./types.ts";
import { wallTime } from "./wall-time.ts";

const here: Place = { cameraId: FRONT, time: wallTime(MONDAY, "UTC") };
const anna: Subject = { personIds: ["anna"], category: "familiar" };
const afternoon = { from: 12 * 60, until: 18 * 60 };
const aboutAnna = { whom: { kind: "person", personId: "anna" } } as const;
const aboutFamiliar = { whom: { kind: "category", category: "familiar" } } as const;

/** From the most general to the most special; each beats all before it. */
const ladder: Partial<AlertRule>[] = [
  {},
  { hours: afternoon },
  { cameraIds: [FRONT] },
  { cameraIds: [FRONT], weekdays: [1] },
  aboutFamiliar,
  { ...aboutFamiliar, hours: afternoon },
  { ...aboutFamiliar, cameraIds: [FRONT] },
  aboutAnna,
  { ...aboutAnna, weekdays: [1] },
  { ...aboutAnna, cameraIds: [FRONT] },
  { ...aboutAnna, cameraIds: [FRONT], hours: afternoon },
];

describe("the rule that decides", () => {
  it.each(ladder.slice(1).map((special, index) => [index, special] as const))(
    "is the more special of two, whatever they want (step %i)",
    (index, special) => {
      for (const general of ladder.slice(0, index + 1))
        for (const how of hows) {
          const [wide, narrow] = [rule("aloud", general), rule(how, special)];
          expect(rulingFor([wide, narrow], anna, here)).toBe(narrow);
          expect(rulingFor([narrow, wide], anna, here)).toBe(narrow);
        }
    },
  );

  it("is the louder of two that are as special", () => {
    const [quiet, loud] = [rule("never", aboutAnna), rule("aloud", aboutAnna)];
    expect(rulingFor([quiet, loud], anna, here)).toBe(loud);
  });

  it.each([
    ["another person", aboutAnna, { personIds: ["bo"], category: "familiar" }],
    ["another category", aboutFamiliar, { personIds: ["bo"], category: "unknown" }],
    ["a movement without a face", {}, { personIds: [], category: null }],
    ["somebody, when it is about nobody", { whom: { kind: "nobody" } }, anna],
    ["another camera", { cameraIds: ["garden"] }, anna],
    ["another hour", { hours: { from: 0, until: 60 } }, anna],
    ["another day", { weekdays: [2, 7] }, anna],
  ] satisfies [string, Partial<AlertRule>, Subject][])("is none about %s", (_, more, subject) => {
    expect(rulingFor([rule("never", more)], subject, here)).toBeNull();
  });

  const someRule = fc
    .record({
      how: fc.constantFrom(...hows),
      shape: fc.constantFrom(...ladder),
      cooldownMinutes: fc.constantFrom(0, 5, 30),
    })
    .map(({ how, shape, cooldownMinutes }) => rule(how, { ...shape, cooldownMinutes }));

  it("does not depend on the order of the rules, and the page's order is that of deciding", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someRule, { selector: ({ ruleId }) => ruleId, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (rules, numbers) => {
          const shuffled = rules
            .map((each) => ({ each, at: numbers.next().value ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ each }) => each);
          const ruling = rulingFor(rules, anna, here);
          expect(rulingFor(shuffled, anna, here)).toBe(ruling);
          expect(rules.toSorted(byPrecedence)[0] ?? null).toBe(ruling);
        },
      ),
    );
  });

  it("is at least as loud as any other that is as special", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ladder),
        fc.array(fc.constantFrom(...hows)),
        (shape, wanted) => {
          const rules = wanted.map((how) => rule(how, shape));
          const loudest = Math.max(...wanted.map(loudness));
          if (rules.length > 0)
            expect(loudness(rulingFor(rules, anna, here)?.how ?? "never")).toBe(loudest);
        },
      ),
    );
  });
});

describe("what a plan would miss of the Watchlist", () => {
  const gapsOf = (...rules: AlertRule[]) => [
    ...watchlistGaps({ rules, quietHours: null, digestAt: 0 }, [FRONT, "garden"]),
  ];

  it("is said of a general rule, also where it holds at one camera and hour alone", () => {
    const night = { cameraIds: ["garden"], weekdays: [3], hours: { from: 1380, until: 60 } };
    for (const general of [rule("never"), rule("digest"), rule("never", night)])
      expect(gapsOf(general)).toEqual([general.ruleId]);
  });

  it("is nothing where rules are about others, or another rule has the Watchlist told", () => {
    const watched = rule("aloud", { whom: { kind: "category", category: "watchlist" } });
    expect(gapsOf(rule("never", aboutFamiliar), rule("never", aboutAnna))).toEqual([]);
    expect(gapsOf(rule("never"), watched)).toEqual([]);
  });
});
