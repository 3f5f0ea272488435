import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { administer, withDatabase } from '../../test/postgres.ts';
import { migrate } from './migrate.ts';

test('several gateways that start at once on an empty database migrate it once', async () => {
  const server = inject('postgresUrl');
  const name = `empty_${process.pid}`;
  await administer(server, `create database ${name}`);
  const pool = new pg.Pool({ connectionString: withDatabase(server, name) });
  // A connection that still closes when the database is dropped is told so.
  pool.on('error', () => undefined);
  onTestFinished(async () => {
    await pool.end();
    await administer(server, `drop database ${name} with (force)`);
  });
  await Promise.all([migrate(pool), migrate(pool), migrate(pool)]);
  await migrate(pool);
  const { rows } = await pool.query('select number from migrations order by number');
  const files = (await readdir(new URL('./migrations/', import.meta.url))).sort();
  expect(rows).toEqual(files.map((file) => ({ number: Number.parseInt(file, 10) })));
});
