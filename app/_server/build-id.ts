import { readFileSync } from "node:fs";
import { join } from "node:path";

let known: string | undefined;

/** What tells this build of the pages from every other; "" while they are not built. */
export function buildId(): string {
  try {
    known ??= readFileSync(join(process.cwd(), ".next", "BUILD_ID"), "utf8").trim();
  } catch {
    known = "";
  }
  return known;
}
