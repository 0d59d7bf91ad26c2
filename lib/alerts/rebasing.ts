import type { AlertPlan, AlertRule } from "./types.ts";

/**
 * A member's change to a plan, put onto what the plan has become on another device meanwhile. What was
 * touched here counts as it is here, all else as it is there.
 *
 * @param base what was changed, and into what
 */
export function putOnto(
  theirs: AlertPlan,
  { base, plan }: { base: AlertPlan; plan: AlertPlan },
): AlertPlan {
  const before = byId(base.rules);
  const mine = byId(plan.rules);
  const wasTouched = ({ ruleId }: AlertRule) => !isSame(before.get(ruleId), mine.get(ruleId));
  return {
    rules: [...theirs.rules.filter((rule) => !wasTouched(rule)), ...plan.rules.filter(wasTouched)],
    quietHours: chosen(theirs.quietHours, base.quietHours, plan.quietHours),
    digestAt: chosen(theirs.digestAt, base.digestAt, plan.digestAt),
  };
}

const byId = (rules: readonly AlertRule[]) => new Map(rules.map((rule) => [rule.ruleId, rule]));

const chosen = <Value>(theirs: Value, before: Value, mine: Value): Value =>
  isSame(before, mine) ? theirs : mine;

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
