import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { administer, withDatabase } from './postgres.ts';

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  drop(): Promise<void>;
}

/** A migrated database of the test's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name} template ${inject('postgresTemplate')}`);
  // The tests kill gateways, not the database: they need not wait for its disk.
  const url = `${withDatabase(server, name)}?options=-c%20synchronous_commit%3Doff`;
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}
