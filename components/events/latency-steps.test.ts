import { expect, it } from "vitest";
import { latencySteps } from "./latency-steps.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

it("measures each step from the one before", () => {
  const steps = latencySteps({
    occurredAt: at(0),
    receivedAt: at(1),
    mediaReadyAt: at(4),
    analysedAt: at(6),
    decidedAt: at(6),
    pushedAt: null,
  });
  expect(steps.map(({ name, ms }) => [name, ms])).toEqual([
    ["Ring", 1000],
    ["Fetch", 3000],
    ["Look", 2000],
    ["Decide", 0],
  ]);
});

it("adds up to the whole, also where a decision came before the analysis", () => {
  const steps = latencySteps({
    occurredAt: at(0),
    receivedAt: at(1),
    mediaReadyAt: at(4),
    analysedAt: at(40),
    decidedAt: at(31),
    pushedAt: at(42),
  });
  expect(steps.every(({ ms }) => ms >= 0)).toBe(true);
  expect(steps.reduce((sum, { ms }) => sum + ms, 0)).toBe(42_000);
});
