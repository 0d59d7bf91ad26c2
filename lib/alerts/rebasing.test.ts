import { expect, it } from "vitest";
import { DEFAULT_PLAN } from "./default-plan.ts";
import { putOnto } from "./rebasing.ts";
import type { AlertPlan, AlertRule } from "./types.ts";

const rule = (ruleId: string, how: AlertRule["how"] = "aloud"): AlertRule => ({
  ...{ ruleId, whom: { kind: "anybody" }, how },
  ...{ cameraIds: [], weekdays: [], hours: null, cooldownMinutes: 0 },
});
const plan = (rules: AlertRule[], more: Partial<AlertPlan> = {}) => ({
  ...DEFAULT_PLAN,
  ...more,
  rules,
});
const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => rule(id)) as AlertRule[];
const base = plan([a, b, c] as AlertRule[]);

it("keeps what was changed on either device", () => {
  const mine = plan([rule("a", "never"), b, d] as AlertRule[]);
  const theirs = plan([a, rule("b", "digest"), c, rule("e")] as AlertRule[], { digestAt: 60 });
  const { rules, digestAt } = putOnto(theirs, { base, plan: mine });
  expect(rules.map(({ ruleId, how }) => [ruleId, how]).toSorted()).toEqual([
    ["a", "never"],
    ["b", "digest"],
    ["d", "aloud"],
    ["e", "aloud"],
  ]);
  expect(digestAt).toBe(60);
});

it("lets this device's word count where both have touched the same", () => {
  const mine = plan([rule("a", "never"), c] as AlertRule[], { quietHours: { from: 1, until: 2 } });
  const theirs = plan([rule("b", "digest"), c] as AlertRule[], {
    quietHours: { from: 3, until: 4 },
  });
  const { rules, quietHours } = putOnto(theirs, { base, plan: mine });
  expect(rules.map(({ ruleId }) => ruleId)).toEqual(["c", "a"]);
  expect(quietHours).toEqual({ from: 1, until: 2 });
});

it("changes nothing where nothing was changed here", () => {
  const theirs = plan([c, rule("b", "never")] as AlertRule[], { digestAt: 7 });
  expect(putOnto(theirs, { base, plan: base })).toEqual(theirs);
});
