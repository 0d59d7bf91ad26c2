import { expect, it } from "vitest";
import {
  DEFAULT_THRESHOLDS,
  REJECTED_SIMILARITY,
  SAME_VISITOR_SIMILARITY,
  thresholdsFor,
} from "./thresholds.ts";

it("are as measured: who moves them measures anew", () => {
  expect(DEFAULT_THRESHOLDS).toEqual({ named: 0.53, ask: 0.35, margin: 0.1 });
  expect(SAME_VISITOR_SIMILARITY).toBe(0.45);
  expect(REJECTED_SIMILARITY).toBe(0.65);
});

it("are raised for one person, and never lowered", () => {
  const byPerson = new Map([
    ["emil", { named: 0.6, margin: 0.05 }],
    ["anna", { named: 0.4, margin: 0.2 }],
  ]);
  const household = { ...DEFAULT_THRESHOLDS, byPerson };
  expect(thresholdsFor("emil", household)).toEqual({ named: 0.6, ask: 0.35, margin: 0.1 });
  expect(thresholdsFor("anna", household)).toEqual({ named: 0.53, ask: 0.35, margin: 0.2 });
  expect(thresholdsFor("mei", household)).toEqual(DEFAULT_THRESHOLDS);
});
