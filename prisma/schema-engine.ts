import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const schemaPath = new URL("./schema.prisma", import.meta.url).pathname;

/** The text of `schema.prisma`. */
export const currentSchema = () => readFileSync(schemaPath, "utf8");

/** Tables and enums that Prisma must not look at: none, graphile-worker lives in its own schema. */
export const noFilter = { externalTables: [], externalEnums: [] };

let instantiated: Promise<void> | undefined;

async function instantiate(): Promise<void> {
  const glue = createRequire(import.meta.url).resolve(
    "@prisma/schema-engine-wasm/schema_engine_bg",
  );
  const wasm = glue.replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

/**
 * Runs `use` with Prisma's own migration engine, compiled to WebAssembly, on the given database.
 * The native engine would be a download.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  instantiated ??= instantiate();
  await instantiated;
  // A pool of our own: freeing the engine leaves the adapter's connections open.
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const adapter = new PrismaPg(pool);
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [[schemaPath, currentSchema()]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  try {
    return await use(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

/**
 * The SQL that leads from one Prisma schema (or from nothing) to another.
 *
 * @param databaseUrl any Postgres that answers: the engine asks for its version, nothing else.
 */
export async function schemaDiff(
  databaseUrl: string,
  from: string | undefined,
  to: string,
): Promise<string> {
  const target = (content: string) => ({
    tag: "schemaDatamodel" as const,
    files: [{ path: schemaPath, content }],
  });
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: from === undefined ? { tag: "empty" } : target(from),
      to: target(to),
      script: true,
      exitCode: null,
      filters: noFilter,
    }),
  );
  return stdout ?? "";
}
