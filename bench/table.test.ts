import { describe, expect, it } from "vitest";
import type { Report } from "./report.ts";
import { formatTables, insertBetween } from "./table.ts";

const report: Report = {
  figures: { "webhook.ackP50Ms": 4.2, "webhook.lost": 0 },
  measuredAt: "2026-01-01T00:00:00.000Z",
  quick: false,
  machine: { cpu: "Some CPU", cores: 2, memoryGb: 8, node: "v24.0.0" },
  inputs: {},
};

describe("the table", () => {
  it("names the machine and holds what was measured and nothing else", () => {
    const table = formatTables(report).get("bench");
    expect(table).toContain("2 cores of Some CPU, 8 GB, Node v24.0.0");
    expect(table).toContain("| Webhook acknowledged, median | 4.2 ms |  |");
    expect(table).toContain("| Webhooks lost | 0 | 0 |");
    expect(table).not.toContain("Press to push");
    expect(table).not.toContain("short run");
  });

  it("is another one for the pages, and none where nothing was measured", () => {
    expect([...formatTables(report).keys()]).toEqual(["bench"]);
    const tables = formatTables({ ...report, figures: { "timeline.p95Ms": 80.5 } });
    expect([...tables.keys()]).toEqual(["bench:pages"]);
    expect(tables.get("bench:pages")).toContain(
      "| Timeline's first page, p95 | 80.5 ms | < 150 ms |",
    );
  });

  it("says when the run was a short one", () => {
    expect(formatTables({ ...report, quick: true }).get("bench")).toContain("A short run");
  });

  it("replaces what stands between the markers, however often it is written", () => {
    const page = "before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n";
    const once = insertBetween(page, "bench", "new");
    expect(once).toBe("before\n<!-- bench -->\nnew\n<!-- /bench -->\nafter\n");
    expect(insertBetween(once, "bench", "new")).toBe(once);
  });

  it("is written nowhere when a marker is missing", () => {
    expect(() => insertBetween("<!-- bench -->\n", "bench", "new")).toThrow("<!-- /bench -->");
    expect(() => insertBetween("<!-- /bench --><!-- bench -->", "bench", "new")).toThrow(
      "after it",
    );
  });
});
