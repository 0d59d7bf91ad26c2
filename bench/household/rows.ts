import type { ClientBase } from "pg";

/** A row by its columns' names. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows of one statement: more make it no faster. */
const BATCH = 2_000;

/** Writes rows that all have the same columns; the others get their defaults. */
export async function insertRows(
  client: ClientBase,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  for (let from = 0; from < rows.length; from += BATCH)
    await client.query(
      `insert into ${table} (${columns})
       select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rows.slice(from, from + BATCH))],
    );
}
