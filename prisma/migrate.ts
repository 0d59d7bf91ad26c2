import { readdirSync, readFileSync } from "node:fs";
import { runMigrations } from "graphile-worker";
import { noFilter, withSchemaEngine } from "./schema-engine.ts";

const migrationsDir = new URL("./migrations/", import.meta.url).pathname;

/** The migrations in `prisma/migrations`, oldest first, as the engine takes them. */
export function migrationsList() {
  const names = readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(`${migrationsDir}migration_lock.toml`, "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok" as const,
          value: readFileSync(`${migrationsDir}${name}/migration.sql`, "utf8"),
        },
      },
    })),
  };
}

/**
 * Brings a database up to date: our tables by Prisma, the queue's by graphile-worker. Works offline,
 * may run twice and at the same time from two processes.
 *
 * @returns the names of the migrations that were applied now.
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.applyMigrations({ migrationsList: migrationsList(), filters: noFilter }),
  );
  await runMigrations({ connectionString: databaseUrl });
  return appliedMigrationNames;
}
