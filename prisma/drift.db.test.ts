import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDatabase } from "#lib/testing/database.ts";
import { currentSchema, schemaDiff } from "./schema-engine.ts";

let fresh: Awaited<ReturnType<typeof createDatabase>>;
let migrated: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  fresh = await createDatabase({ empty: true });
  migrated = await createDatabase();
});
afterAll(async () => {
  await fresh.drop();
  await migrated.drop();
});

/** All but how an index is kept, which schema.prisma cannot say. */
const catalogue = `
  select 'column' as kind, table_name || '.' || column_name as name,
    concat_ws(' ', udt_name, is_nullable, column_default, datetime_precision) as definition
  from information_schema.columns where table_schema = 'public' and table_name <> '_prisma_migrations'
  union all
  select 'index', indexname, replace(indexdef, ' WITH (fastupdate=off)', '') from pg_indexes
  where schemaname = 'public' and tablename <> '_prisma_migrations'
  union all
  select 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  from pg_constraint
  where connamespace = 'public'::regnamespace and conrelid <> '_prisma_migrations'::regclass
  union all
  select 'enum', t.typname, string_agg(e.enumlabel, ',' order by e.enumsortorder)
  from pg_enum e join pg_type t on t.oid = e.enumtypid group by t.typname
  order by 1, 2, 3`;

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}

it("the migrations make the same database as schema.prisma", async () => {
  await query(fresh.url, await schemaDiff(fresh.url, undefined, currentSchema()));
  await query(fresh.url, "create table _prisma_migrations ()");
  const ours = await query(migrated.url, catalogue);
  expect(ours.length).toBeGreaterThan(100);
  expect(ours).toEqual(await query(fresh.url, catalogue));
});
