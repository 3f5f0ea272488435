import { readdir, readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { borrow } from './borrow.ts';
import { unhurried } from './connect.ts';
import { inTransaction } from './transaction.ts';

/** Beside this file in src, beside the bundle in dist. */
const FOLDER = new URL('./migrations/', import.meta.url);

/** Any number that no other program uses on this database. */
const LOCK = 6_281_973_314;

/** Runs `work`, which may take many transactions; other gateways that start meanwhile wait. */
export async function underLock(pool: Pool, work: () => Promise<void>): Promise<void> {
  const { client, giveBack } = await borrow(pool);
  try {
    await client.query(unhurried('select pg_advisory_lock($1)', [LOCK]));
    await work();
  } finally {
    // The lock ends with the connection.
    giveBack(true);
  }
}

/** Brings the database to this version. Several gateways may start at once: one migrates, the others wait. */
export async function migrate(pool: Pool): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{6}\.sql$/.test(name)).sort();
  await inTransaction(pool, async (sql) => {
    await sql.query(unhurried('select pg_advisory_xact_lock($1)', [LOCK]));
    // A role that may create nothing can use a database that is up to date.
    const { rows: tables } = await sql.query("select to_regclass('migrations') is not null as known");
    if (!tables[0]?.known) {
      await sql.query(
        'create table migrations (number integer primary key, applied_at timestamptz not null default now())',
      );
    }
    const { rows } = await sql.query<{ number: number }>('select number from migrations');
    const applied = new Set(rows.map(({ number }) => number));
    for (const file of files) {
      const number = Number.parseInt(file, 10);
      if (applied.has(number)) continue;
      await sql.query(unhurried(await readFile(new URL(file, FOLDER), 'utf8')));
      await sql.query('insert into migrations (number) values ($1)', [number]);
    }
  });
}
