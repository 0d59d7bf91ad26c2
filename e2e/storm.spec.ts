import { expect, it } from "vitest";
import { runStorm } from "./storm/storm.ts";

/** A minute on a machine that has nothing else to do. */
const WITHIN_MS = 600_000;

it(
  "a storm loses no event and tells nobody twice or late, though web and worker are killed",
  async () => {
    const order = { seed: 1, events: 150, kills: 3 };
    const report = await runStorm(order, (line) => process.stdout.write(`${line}\n`));
    expect(report).toMatchObject({
      ...{ events: 150, accounted: 150, lost: 0, kills: 3, seed: 1 },
      ...{ pushedTwice: 0, pushedLate: 0, strays: 0, crossed: 0 },
    });
    expect(report.byDelivery).toMatchObject({ dropped: 8, duplicated: 15, reordered: 8, late: 8 });
    expect(report.bySource.history).toBeGreaterThanOrEqual(8);
    expect(report.pushes).toBeGreaterThan(0);
  },
  WITHIN_MS,
);
