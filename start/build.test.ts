import { globSync } from "node:fs";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { importedBy } from "#lib/testing/imports.ts";
import { hashSources, isBuilt, markBuilt, SOURCES } from "./build.ts";

let root: string;
const hash = () => hashSources(root, ["app", "package-lock.json", "absent"]);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "kith-build-"));
  await mkdir(join(root, "app/people"), { recursive: true });
  await writeFile(join(root, "app/people/page.tsx"), "one");
  await writeFile(join(root, "package-lock.json"), "{}");
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe("the hash of the sources", () => {
  it("stays while nothing changes, and does not see tests", async () => {
    const before = await hash();
    await writeFile(join(root, "app/people/page.test.tsx"), "test");
    expect(await hash()).toBe(before);
  });

  it.each<[string, () => Promise<void>]>([
    ["a size", () => writeFile(join(root, "app/people/page.tsx"), "longer")],
    ["a time", () => utimes(join(root, "app/people/page.tsx"), 1, 1)],
    ["a name", () => writeFile(join(root, "app/new.tsx"), "")],
    ["the lock file", () => writeFile(join(root, "package-lock.json"), "{ }")],
  ])("changes with %s", async (_what, change) => {
    const before = await hash();
    await change();
    expect(await hash()).not.toBe(before);
  });
});

describe("the sources", () => {
  it("are all that the pages import", async () => {
    const project = resolve(import.meta.dirname, "..");
    const pages = globSync("app/**/*.{ts,tsx}", { cwd: project });
    const imported = await importedBy(
      pages.filter((path) => !path.includes(".test.")),
      project,
    );
    const isSource = (path: string) =>
      SOURCES.some((source) => path === source || path.startsWith(`${source}/`));
    expect(imported.size).toBeGreaterThan(pages.length);
    expect([...imported].filter((path) => !isSource(path))).toEqual([]);
  });
});

describe("a build", () => {
  it("counts only when it is complete and made from these sources", async () => {
    expect(await isBuilt(root, "a")).toBe(false);
    await markBuilt(root, "a");
    expect(await isBuilt(root, "a")).toBe(false);
    await writeFile(join(root, ".next/BUILD_ID"), "x");
    expect(await isBuilt(root, "a")).toBe(true);
    expect(await isBuilt(root, "b")).toBe(false);
  });
});
