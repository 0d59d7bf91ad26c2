import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { requireChromium, requireFfmpeg } from "./debian-packages.ts";
import { StartFailure } from "./failure.ts";
import { prepareModels } from "./models.ts";
import { say } from "./terminal.ts";

// `npm test`: installs what the tests need in the way that `npm start` does, runs them all, and ends
// with their true counts. Arguments go to vitest: npm test -- lib/faces.
const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numFailedTestSuites: z.number(),
  testResults: z.array(
    z.object({ name: z.string(), status: z.string(), assertionResults: z.array(z.unknown()) }),
  ),
});

async function prepare(): Promise<void> {
  try {
    await requireFfmpeg();
    await requireChromium();
    await prepareModels(process.env.MODELS_DIR);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    say(error.message);
    process.exit(1);
  }
}

/** A file that could not even be loaded holds no test that failed: it counts as one. */
function counts(file: string): { passed: number; failed: number; skipped: number } {
  const result = report.parse(JSON.parse(readFileSync(file, "utf8")));
  const unloaded = result.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloaded.length,
    skipped: result.numPendingTests,
  };
}

await prepare();
const folder = mkdtempSync(join(tmpdir(), "kith-report-"));
const file = join(folder, "report.json");
const vitest = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${file}`,
  ...process.argv.slice(2),
];
const { status } = spawnSync(process.execPath, vitest, { stdio: "inherit" });
const { passed, failed, skipped } = counts(file);
rmSync(folder, { recursive: true });
const skips = skipped > 0 ? `, ${skipped} skipped` : "";
say(`Tests: ${passed} passed, ${failed} failed${skips}`);
process.exit(status ?? 1);
