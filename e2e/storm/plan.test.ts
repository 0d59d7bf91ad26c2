import { describe, expect, it } from "vitest";
import { CAMERAS_EACH, HOUSEHOLDS, planStorm } from "./plan.ts";

const order = { seed: 7, events: 1000, kills: 10 };

describe("the plan of a storm", () => {
  it("follows from the seed", () => {
    expect(planStorm(order)).toEqual(planStorm(order));
    expect(planStorm({ ...order, seed: 8 })).not.toEqual(planStorm(order));
  });

  it("drops 5 %, duplicates 10 % and has 10 % come out of order or late", () => {
    const counts = Object.groupBy(planStorm(order).events, ({ delivery }) => delivery);
    expect(
      Object.fromEntries(Object.entries(counts).map(([name, all]) => [name, all.length])),
    ).toEqual({ prompt: 750, dropped: 50, duplicated: 100, reordered: 50, late: 50 });
  });

  it("has late webhooks come up to 70 minutes after their event", () => {
    const late = planStorm(order).events.filter(({ delivery }) => delivery === "late");
    const delays = late.map(({ delayMs }) => delayMs);
    expect(Math.max(...delays)).toBeLessThanOrEqual(70 * 60_000);
    expect(Math.max(...delays)).toBeGreaterThan(60 * 60_000);
  });

  it("uses every camera of every household", () => {
    const cameras = planStorm(order).events.map(
      ({ household, camera }) => `${household} ${camera}`,
    );
    expect(new Set(cameras).size).toBe(HOUSEHOLDS * CAMERAS_EACH);
  });

  it("kills web and worker in turn, while events happen", () => {
    const kills = planStorm(order).blows.filter(({ kind }) => kind === "kill");
    expect(kills).toHaveLength(10);
    expect(kills.filter((blow) => blow.kind === "kill" && blow.process === "web")).toHaveLength(5);
    const lastMs = planStorm(order).events.at(-1)?.atMs ?? 0;
    expect(kills.every(({ atMs }) => atMs >= 0 && atMs <= lastMs)).toBe(true);
  });

  it("has requests for media and tokens fail", () => {
    const { faults } = planStorm(order);
    for (const route of ["clip", "clip-body", "token", "history"] as const)
      expect(faults[route]?.some(({ kind }) => kind !== "pass")).toBe(true);
  });
});
