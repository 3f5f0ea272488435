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
export function borrow(pool: Pool): Promise<Borrowed> {
  return new Promise((resolve, reject) => {
    // Called back at once, not by promise: that it is ready and that it breaks may come in one piece.
    pool.connect((error, client) => {
      if (!client) return reject(error);
      client.on('error', unheard);
      resolve({ client, giveBack: (broken) => giveBack(client, broken) });
    });
  });
}

function giveBack(client: PoolClient, broken?: boolean | Error): void {
  client.release(broken);
  client.off('error', unheard);
}
