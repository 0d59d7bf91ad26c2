import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Surroundings } from "./children.ts";
import { runCommand } from "./command.ts";
import { StartFailure } from "./failure.ts";
import { step } from "./terminal.ts";

/** What the web build is made from, relative to the project. A name that does not exist is skipped. */
export const SOURCES = [
  "app",
  "components",
  "lib",
  "messages",
  "models/manifest.json",
  "models/manifest.ts",
  "public",
  "prisma/schema.prisma",
  "prisma/generated",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const STAMP = ".next/kith-build.json";
/** Next's own mark of a complete production build. */
const BUILD_ID = ".next/BUILD_ID";
const LINES_SHOWN = 20;

/** A hash that changes when the name, size or modification time of any source does. */
export async function hashSources(root: string, sources: string[] = SOURCES): Promise<string> {
  const lines = (await Promise.all(sources.map((source) => describeSource(root, source)))).flat();
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}

async function describeSource(root: string, path: string): Promise<string[]> {
  const found = await stat(join(root, path)).catch(() => undefined);
  if (!found || /\.test\.tsx?$/.test(path)) return [];
  if (!found.isDirectory()) return [`${path} ${found.size} ${found.mtimeMs}`];
  const names = await readdir(join(root, path));
  return (await Promise.all(names.map((name) => describeSource(root, join(path, name))))).flat();
}

/** @returns whether the stored build was made from sources with this hash. */
export async function isBuilt(root: string, hash: string): Promise<boolean> {
  const stamp = await readFile(join(root, STAMP), "utf8").catch(() => "{}");
  const complete = await stat(join(root, BUILD_ID)).catch(() => undefined);
  return complete !== undefined && (JSON.parse(stamp) as { hash?: string }).hash === hash;
}

/** Remembers what the build in `.next` was made from. */
export async function markBuilt(root: string, hash: string): Promise<void> {
  await mkdir(join(root, ".next"), { recursive: true });
  await writeFile(join(root, STAMP), `${JSON.stringify({ hash })}\n`);
}

/** Builds the web pages unless nothing changed since the last time. @throws StartFailure */
export async function buildIfChanged(
  { root, dataDir, env }: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const hash = await hashSources(root);
  if (await isBuilt(root, hash)) return;
  await step("Building the pages, which takes a minute once", async () => {
    const next = join(root, "node_modules/next/dist/bin/next");
    const options = { cwd: root, env: { ...env, NODE_ENV: "production" as const }, signal };
    const { code, output } = await runCommand(process.execPath, [next, "build"], options);
    const logFile = join(dataDir, "logs", "build.log");
    await writeFile(logFile, output);
    if (code === 0) return markBuilt(root, hash);
    const end = output.trimEnd().split("\n").slice(-LINES_SHOWN).join("\n");
    throw new StartFailure(`${end}\nThe pages could not be built; all of it is in ${logFile}.`);
  });
}
