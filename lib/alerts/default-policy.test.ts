import fc from "fast-check";
import { expect, it } from "vitest";
import { visit, visitor, wishes } from "#lib/testing/sightings.ts";
import { decide } from "./policy.ts";
import type { VisitKnowledge, Visitor } from "./sightings.ts";

type Told = { notify: boolean; reason: string; rank: number; silent: boolean };

const told = (reason: string, rank: number): Told => ({
  notify: true,
  reason,
  rank,
  silent: false,
});
const not = (reason: string): Told => ({ notify: false, reason, rank: 0, silent: false });

const isOurChild = ({ probably }: Visitor) =>
  probably?.isChild === true && probably.category === "familiar";
const isWatched = ({ category: own, probably }: Visitor) =>
  own === "watchlist" || probably?.category === "watchlist";

/** What Kith told before there were rules, written down once more. */
function withoutRules(known: VisitKnowledge): Told {
  if (known.late) return not("late");
  if (known.cameraOff) return not("camera-off");
  if (known.visitors.some(isWatched)) return told("watchlist", 5);
  return known.visitors.length > 0 ? ofVisitors(known) : ofNobody(known);
}

function ofVisitors({ visitors, pressed }: VisitKnowledge): Told {
  const unknown = visitors.filter(({ category: own }) => own === "unknown");
  if (unknown.length === 0) return not("familiar");
  if (pressed) return told("unknown-person", 4);
  if (!unknown.every(isOurChild)) return told("unknown-person", 3);
  return unknown.length < visitors.length
    ? not("child-with-familiar")
    : { ...told("probably-child", 2), silent: true };
}

function ofNobody({ sawHidden, sight, pressed }: VisitKnowledge): Told {
  if (sawHidden) return not("hidden");
  if (sight === "looked") return pressed ? told("pressed-no-face", 4) : not("no-face");
  const reason = sight === "waiting" ? "not-recognised-in-time" : "could-not-look";
  return told(reason, pressed ? 2 : 1);
}

const category = fc.constantFrom("familiar", "watchlist", "unknown");
const probably = fc.option(
  fc.record({
    ...{ personId: fc.constant("probably"), name: fc.constant("Anna") },
    ...{ category, isChild: fc.boolean() },
  }),
);
const somebody = fc
  .record({ category, probably, cameraIds: fc.constantFrom(["front"], ["garden", "front"]) })
  .map(({ category: own, probably: other, cameraIds }) =>
    visitor(own, { probably: own === "unknown" ? other : null, cameraIds }),
  );
const seldom = fc.nat(9).map((number) => number === 0);
const someVisit = fc
  .record({
    ...{ visitors: fc.array(somebody, { maxLength: 4 }), pressed: fc.boolean() },
    ...{ sawHidden: seldom, late: seldom, cameraOff: seldom },
    sight: fc.constantFrom("looked", "waiting", "unseen"),
  })
  .map(visit);

it("without rules everybody is told as before there were any", () => {
  const nothing = { ranks: [], heard: [], isOutdated: false };
  fc.assert(
    fc.property(someVisit, (known) => {
      expect(decide(known, nothing, wishes([]))).toEqual({
        ...{ ...withoutRules(known), ruleId: null, because: null },
      });
    }),
    { numRuns: 2000 },
  );
});
