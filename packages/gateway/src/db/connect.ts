import pg from 'pg';
import type { Log } from '../log.ts';

/** Something that runs SQL: the pool, or one connection inside a transaction. */
export type Sql = Pick<pg.Pool, 'query'>;

/** A pool on `databaseUrl`. It outlives a database that goes away: each later query connects anew. */
export function connect(databaseUrl: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    application_name: 'journeys-push-gateway',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // Without a listener, an idle connection that breaks ends the process (facts: performance.md).
  pool.on('error', (error) => {
    log.warn(
      { code: 'database-connection-lost', error: error.message },
      'A connection to the database was lost',
    );
  });
  return pool;
}
