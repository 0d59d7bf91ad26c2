import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const RULES = join(ROOT, ".dependency-cruiser.cjs");
const CRUISER = join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const TOPS = ["app", "components", "e2e", "lib", "prisma", "start", "worker"];

type Tree = Record<string, string>;

/** A small tree with every import that the layers allow. */
const CLEAN: Tree = {
  "app/page.tsx": `import "#components/events/list.tsx"; import "#lib/events/queries.ts";
    import "#lib/infra/env.ts"; import "next/headers";`,
  "components/events/list.tsx": `import "#components/ui/badge.tsx"; import "#lib/events/types.ts";`,
  "components/ui/badge.tsx": `import "react"; export const badge = 1;`,
  "worker/main.ts": `import "./tasks/analyse.ts"; import "sharp";`,
  "worker/tasks/analyse.ts": `import "#lib/events/commands.ts"; import "#lib/faces/similarity.ts";
    import "node:fs"; import "#lib/infra/env.ts";`,
  "lib/events/commands.ts": `import "#lib/jobs/queue.ts"; import "#lib/infra/db.ts"; import "./visits.ts";`,
  "lib/events/queries.ts": `import "#lib/infra/db.ts"; import type { Event } from "./types.ts";`,
  "lib/events/grown/commands.ts": `import "#lib/infra/db.ts";`,
  "lib/events/types.ts": `import type { Face } from "#lib/faces/types.ts"; export type Event = Face;`,
  "lib/events/visits.ts": "export const gap = 90;",
  "lib/faces/similarity.ts": "export const cosine = 1;",
  "lib/faces/types.ts": "export type Face = number;",
  "lib/jobs/queue.ts": `import "#lib/infra/db.ts";`,
  "lib/infra/db.ts": `import "./env.ts"; import "#prisma/generated/client.ts";`,
  "lib/infra/env.ts": "export const env = 1;",
  "lib/testing/factories.ts": `import "#lib/infra/db.ts"; import "#lib/events/commands.ts";`,
  "lib/events/commands.test.ts": `import "#lib/testing/factories.ts"; import "#worker/main.ts";`,
  "e2e/system.ts": `import "#lib/testing/factories.ts"; import "#lib/infra/db.ts"; import "sharp";`,
  "prisma/migrate.ts": `import "./generated/client.ts"; export const migrate = 1;`,
  "prisma/generated/client.ts": "export const client = 1;",
  "start/main.ts": `import "#prisma/migrate.ts"; import "#lib/infra/env.ts";`,
};

/** For each rule the imports that it forbids: the file is added, or the line to a file of the tree. */
const PROBES: [rule: string, file: string, line: string][] = [
  ["no-cycles", "lib/faces/similarity.ts", `import "./round.ts";`],
  ["no-domain-cycles", "lib/faces/back.ts", `import type { Event } from "#lib/events/types.ts";`],
  ["lib-is-framework-free", "lib/events/headers.ts", `import "next/headers";`],
  ["lib-is-framework-free", "lib/infra/hook.ts", `import "react";`],
  ["lib-is-framework-free", "lib/events/looks.ts", `import "#components/ui/badge.tsx";`],
  ["lib-is-framework-free", "lib/jobs/work.ts", `import "#worker/tasks/analyse.ts";`],
  ["core-is-pure", "lib/faces/reads.ts", `import "node:fs";`],
  ["core-is-pure", "lib/faces/spawns.ts", `import { spawn } from "child_process";`],
  ["core-is-pure", "lib/faces/asks.ts", `import "#lib/events/queries.ts";`],
  ["core-is-pure", "lib/faces/enqueues.ts", `import "#lib/jobs/queue.ts";`],
  ["core-is-pure", "lib/faces/sets.ts", `import "#lib/infra/env.ts";`],
  ["infra-knows-no-domain", "lib/infra/knows.ts", `import "#lib/events/visits.ts";`],
  [
    "infra-knows-no-domain",
    "lib/jobs/knows.ts",
    `import type { Face } from "#lib/faces/types.ts";`,
  ],
  ["database-behind-queries-and-commands", "app/sql.ts", `import "#lib/infra/db.ts";`],
  ["database-behind-queries-and-commands", "worker/sql.ts", `import "#lib/infra/db.ts";`],
  [
    "database-behind-queries-and-commands",
    "start/sql.ts",
    `import type { client } from "#prisma/generated/client.ts";`,
  ],
  ["native-modules-stay-in-the-worker", "app/picture.ts", `import "sharp";`],
  ["native-modules-stay-in-the-worker", "lib/events/commands.ts", `import "onnxruntime-node";`],
  ["native-modules-stay-in-the-worker", "lib/infra/index.ts", `import "usearch";`],
  ["infra-is-the-bottom", "lib/infra/enqueues.ts", `import "#lib/jobs/queue.ts";`],
  ["app-enqueues-through-commands", "app/enqueues.ts", `import "#lib/jobs/queue.ts";`],
  ["app-and-worker-are-strangers", "app/works.ts", `import "#worker/tasks/analyse.ts";`],
  ["worker-has-no-ui", "worker/draws.ts", `import "#components/ui/badge.tsx";`],
  ["worker-has-no-ui", "worker/serves.ts", `import "next/headers";`],
  ["worker-has-no-ui", "worker/pages.ts", `import "#app/page.tsx";`],
  ["components-receive-data", "components/fetches.ts", `import "#lib/events/queries.ts";`],
  ["components-receive-data", "components/writes.ts", `import "#lib/events/grown/commands.ts";`],
  ["components-receive-data", "components/sets.ts", `import "#lib/infra/env.ts";`],
  ["components-receive-data", "components/acts.ts", `import "#app/page.tsx";`],
  [
    "ui-primitives-know-no-domain",
    "components/ui/knows.ts",
    `import type { Event } from "#lib/events/types.ts";`,
  ],
  [
    "ui-primitives-know-no-domain",
    "components/ui/lists.ts",
    `import "#components/events/list.tsx";`,
  ],
  ["testing-helpers-only-in-tests", "lib/events/queries.ts", `import "#lib/testing/factories.ts";`],
  ["testing-helpers-only-in-tests", "start/whole.ts", `import "#e2e/system.ts";`],
];

/** The other half of the cycle; on its own it breaks nothing. */
const OTHER_HALVES: Tree = { "lib/faces/round.ts": `import "./similarity.ts";` };

const SURROUNDINGS: Tree = {
  "package.json": JSON.stringify({
    type: "module",
    imports: Object.fromEntries(TOPS.map((top) => [`#${top}/*`, `./${top}/*`])),
    dependencies: { next: "1", react: "1", sharp: "1", "onnxruntime-node": "1", usearch: "1" },
  }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      module: "esnext",
      moduleResolution: "bundler",
      jsx: "react-jsx",
      allowImportingTsExtensions: true,
    },
  }),
  "node_modules/next/headers.js": "",
  ...Object.fromEntries(
    ["react", "sharp", "onnxruntime-node", "usearch"].map((name) => [
      `node_modules/${name}/index.js`,
      "",
    ]),
  ),
};

/** A broken rule, with the module that broke it; of a cycle, all modules. */
type Violation = { rule: string; modules: string[] };

type Reported = { rule: { name: string }; from: string; cycle?: { name: string }[] };

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-layers-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the rules for imports", () => {
  it("let every import pass that the layers allow", async () => {
    expect(await cruise("clean", CLEAN)).toEqual([]);
  });

  it("stop each import that they forbid, and have a probe each", async () => {
    const broken = { ...CLEAN, ...OTHER_HALVES };
    for (const [, file, line] of PROBES) broken[file] = `${broken[file] ?? ""}\n${line}\n`;
    const violations = await cruise("broken", broken);
    const silent = PROBES.filter(([rule, file]) => {
      const from = rule === "no-domain-cycles" ? dirname(file) : file;
      return !violations.some(
        (violation) => violation.rule === rule && violation.modules.includes(from),
      );
    });
    expect(silent).toEqual([]);
    const { forbidden } = createRequire(import.meta.url)(RULES) as {
      forbidden: { name: string }[];
    };
    const proven = new Set(PROBES.map(([rule]) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !proven.has(name))).toEqual([]);
  });
});

/** Lays out a tree and applies the project's rules to it. */
async function cruise(name: string, tree: Tree): Promise<Violation[]> {
  const root = join(folder, name);
  for (const [path, text] of Object.entries({ ...SURROUNDINGS, ...tree })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const args = [CRUISER, ...TOPS, "--config", RULES, "--output-type", "json"];
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: Reported[] };
  };
  // A cruiser that cannot read TypeScript finds nothing wrong, and nothing at all.
  expect(summary.totalCruised).toBeGreaterThan(Object.keys(tree).length / 2);
  return summary.violations.map(({ rule, from, cycle = [] }) => ({
    rule: rule.name,
    modules: [from, ...cycle.map(({ name }) => name)],
  }));
}
