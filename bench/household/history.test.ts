import { describe, expect, it } from "vitest";
import { makeHistory, type Origin } from "./history.ts";
import type { Row } from "./rows.ts";

const VISIT_GAP_MS = 90_000;
const origin: Origin = {
  seed: 7,
  until: new Date("2026-11-23T12:00:00Z"),
  size: { visits: 4_000, people: 400, faces: 20_000 },
  householdId: "household",
  accountId: "owner",
  pictureKey: (number) => `face-${number}.jpg`,
};
const history = makeHistory(origin);
const rowsOf = (table: string): readonly Row[] => history.get(table) ?? [];
const timeOf = (row: Row | undefined, column: string) => Date.parse(String(row?.[column]));

describe("a seeded household", () => {
  it("has seen exactly as much as was asked for, and everybody at least once", () => {
    const tables = ["visits", "people", "faces", "identity_entries"];
    const seen = tables.map((table) => rowsOf(table).length);
    expect(seen.slice(0, 3)).toEqual([4_000, 400, 20_000]);
    expect(seen[3]).toBeGreaterThan(20_000);
    expect(new Set(rowsOf("faces").map((face) => face.person_id)).size).toBe(400);
  });

  it("has no two visits that would be one", () => {
    const visits = rowsOf("visits");
    for (const [index, visit] of visits.entries()) {
      const before = index === 0 ? Number.NEGATIVE_INFINITY : timeOf(visits[index - 1], "ended_at");
      expect(timeOf(visit, "started_at") - before).toBeGreaterThan(VISIT_GAP_MS);
    }
    expect(timeOf(visits.at(-1), "ended_at")).toBeLessThan(origin.until.getTime());
  });

  it("has events of every end, camera and category, more by day than by night", () => {
    const different = (table: string, column: string) =>
      new Set(rowsOf(table).map((row) => row[column])).size;
    expect(different("events", "outcome")).toBe(6);
    expect(different("events", "camera_id")).toBe(8);
    expect(different("people", "category")).toBe(3);
    expect(different("faces", "match")).toBe(3);
    const at = (hour: number) =>
      rowsOf("visits").filter((row) => new Date(timeOf(row, "started_at")).getUTCHours() === hour);
    expect(at(18).length).toBeGreaterThan(5 * at(3).length);
  });

  it("is the same for the same seed, and another one for another", () => {
    expect(makeHistory(origin)).toEqual(history);
    expect(makeHistory({ ...origin, seed: 8 })).not.toEqual(history);
  });
});
