import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { currentSchema, schemaDiff } from "./schema-engine.ts";

// npm run db:migration -- NAME: writes the SQL that leads from the committed schema.prisma to the
// one in the working tree, as a new migration to read over.
const [name] = process.argv.slice(2);
const databaseUrl = process.env.DATABASE_URL;
if (!name || !databaseUrl) {
  process.stderr.write("Usage: DATABASE_URL=postgres://… npm run db:migration -- NAME\n");
  process.exit(1);
}
const committed = execFileSync("git", ["show", "HEAD:prisma/schema.prisma"], { encoding: "utf8" });
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const dir = new URL(`./migrations/${stamp}_${name}/`, import.meta.url).pathname;
mkdirSync(dir, { recursive: true });
writeFileSync(`${dir}migration.sql`, await schemaDiff(databaseUrl, committed, currentSchema()));
process.stdout.write(`${dir}migration.sql\n`);
