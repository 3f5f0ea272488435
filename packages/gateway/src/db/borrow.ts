import type { Pool, PoolClient } from 'pg';

/** A connection of one's own for a while. */
export interface Borrowed {
  client: PoolClient;
  /** To be called once. `broken`: it is not to be used again. */
  giveBack(broken?: boolean | Error): void;
}

/** Whoever uses the connection learns it from the query that fails. */
const unheard = () => undefined;

/**
 * Takes a connection out of the pool. The pool listens to idle ones only, and without a listener one that breaks while it
 * is taken, when PostgreSQL goes away, would end the process.
 */
export async function borrow(pool: Pool): Promise<Borrowed> {
  const client = await pool.connect();
  client.on('error', unheard);
  return {
    client,
    giveBack(broken) {
      client.release(broken);
      client.off('error', unheard);
    },
  };
}
