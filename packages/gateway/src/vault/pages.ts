import type { Pool } from 'pg';
import type { Sql } from '../db/connect.ts';
import { inTransaction } from '../db/transaction.ts';

/** The tables that hold tokens. */
export const tables = ['installations', 'registrations', 'interactions'] as const;
export type TokenTable = (typeof tables)[number];

/** 8 kB each: a few hundred rows. */
const BLOCKS = 32;

/** A part of a table, by where its rows lie. */
export interface Page {
  sql: Sql;
  table: TokenTable;
  /** For `where ctid >= $1::tid and ctid < $2::tid`. */
  range: [from: string, to: string];
}

export interface Walk {
  table: TokenTable;
  /** Asked before each page: whether to leave the rest. */
  isOver?: () => boolean;
}

/** Works through a table in its physical order, one short transaction for each page. */
export async function eachPage(
  pool: Pool,
  { table, isOver = () => false }: Walk,
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const { rows } = await pool.query<{ blocks: number }>(
    "select (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int as blocks",
    [table],
  );
  const blocks = rows[0]?.blocks ?? 0;
  for (let block = 0; block < blocks && !isOver(); block += BLOCKS) {
    const range: Page['range'] = [`(${block},0)`, `(${block + BLOCKS},0)`];
    await inTransaction(pool, (sql) => work({ sql, table, range }));
  }
}
