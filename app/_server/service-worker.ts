import { readFileSync } from "node:fs";
import { join } from "node:path";

const parts = ["notifications", "errands", "answers", "subscription", "kept-copy", "tools"];

let whole: string | undefined;

/** The service worker's parts as one script, so that what a browser has is all of one version. */
export function serviceWorker(): string {
  const partAt = (name: string) => join(process.cwd(), "app/sw.js/parts", `${name}.js`);
  whole ??= parts.map((name) => readFileSync(partAt(name), "utf8")).join("\n");
  return whole;
}
