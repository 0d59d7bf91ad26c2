import { expect, it } from "vitest";
import { embedderSets } from "./manifest.ts";

it("lets a set that nobody has measured name later than any that was, however many strangers come", () => {
  const [tried, untried] = [true, false].map((isTried) =>
    embedderSets().filter((set) => set.isTried === isTried),
  );
  const strictest = Math.max(...(tried ?? []).map(({ thresholds }) => thresholds.start.named));
  const lowest = Math.max(...(tried ?? []).map(({ thresholds }) => thresholds.floor.named));
  for (const { thresholds } of untried ?? []) {
    expect(thresholds.start.named).toBeGreaterThan(strictest);
    expect(thresholds.floor.named).toBeGreaterThan(lowest);
  }
});

it("has floors below where a set begins, and room to ask below naming", () => {
  for (const { thresholds } of embedderSets()) {
    const { start, floor } = thresholds;
    expect(floor.named).toBeLessThanOrEqual(start.named);
    expect(floor.ask).toBeLessThanOrEqual(start.ask);
    expect(start.ask).toBeLessThan(floor.named);
  }
});
