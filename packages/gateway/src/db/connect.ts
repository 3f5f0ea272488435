import pg from 'pg';
import type { Log } from '../log.ts';

/** Something that runs SQL: the pool, or one connection inside a transaction. */
export type Sql = Pick<pg.Pool, 'query'>;

/**
 * A connection may be lost without a word, as where a firewall forgets it. The system finds out soon where everything
 * sent has been received, but after a quarter of an hour where a query has not: see `queryTimeoutMs`.
 */
export const keptAlive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/**
 * Lets PostgreSQL find out, too: it would work on for a connection that was given up, wait for its locks, and keep the
 * connection itself for hours. Later than its version 13; an older one is left as it is.
 */
export async function letGoSoon(client: Sql): Promise<void> {
  const settings = {
    client_connection_check_interval: '10s',
    ...{ tcp_keepalives_idle: '10', tcp_keepalives_interval: '10', tcp_keepalives_count: '3' },
  };
  const set = 'select set_config(name, setting, false) from json_each_text($1) as given (name, setting)';
  await client.query(set, [JSON.stringify(settings)]).catch(() => undefined);
}

/**
 * A pool on `databaseUrl`. It outlives a database that goes away: each later query connects anew. A query that is not
 * answered within `queryTimeoutMs` fails, and its connection is given up; those of `unhurried` wait for as long as it
 * takes.
 */
export function connect(databaseUrl: string, log: Log, queryTimeoutMs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    application_name: 'journeys-push-gateway',
    connectionTimeoutMillis: 10_000,
    query_timeout: queryTimeoutMs,
    onConnect: letGoSoon,
    ...keptAlive,
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

/** The most that a timer can be set to, 24 days: to pg, no number means the pool's. */
export const UNHURRIED = { query_timeout: 2 ** 31 - 1 };

/** A query that may rightly take long: it waits for others, or reads or changes a whole table. */
export const unhurried = (text: string, values?: unknown[]): pg.QueryConfig => ({
  text,
  ...(values && { values }),
  ...UNHURRIED,
});

/** Whether a query failed because no answer came in time. Its connection waits for it yet and is of no more use. */
export const isUnanswered = (error: unknown): boolean => (error as Error).message === 'Query read timeout';
