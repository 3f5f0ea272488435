import type { Pool } from 'pg';
import { borrow } from './borrow.ts';
import { isUnanswered, type Sql } from './connect.ts';

/** Two gateways have heard of the same one for the first time: the second look finds it. */
const FIRST_CONTACT = 'installations_pkey';

/** SQLSTATEs after which the same transaction may well succeed. */
const PASSING = new Map([
  ['40001', 'serialization_failure'],
  ['40P01', 'deadlock_detected'],
]);
const UNIQUE_VIOLATION = '23505';

/** Whether `error` is a violation of the named unique constraint. */
export function violates(error: unknown, constraint: string): boolean {
  const { code, constraint: name } = error as { code?: string; constraint?: string };
  return code === UNIQUE_VIOLATION && name === constraint;
}

/**
 * Whether a statement about many rows may have failed because of one of them, and not because the database is going
 * away (SQLSTATE classes 08, 53, 57 and 58).
 */
export function isRowsFault(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|58)/.test(code);
}

/** Runs `work` in one transaction; again after a deadlock. Make no HTTP call inside. */
export const inTransaction = <T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> =>
  retrying(() => once(pool, work));

const mayPass = (error: unknown): boolean =>
  PASSING.has((error as { code?: string }).code ?? '') || violates(error, FIRST_CONTACT);

/** Runs a transaction, or a statement that is one; up to three times in all if it meets somebody else's. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === 3 || !mayPass(error)) throw error;
    }
  }
}

async function once<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const { client, giveBack } = await borrow(pool);
  let broken: boolean | Error = false;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = isUnanswered(error) || (await rollback(client));
    throw error;
  } finally {
    giveBack(broken);
  }
}

/** Resolves with the error if it fails. */
const rollback = (sql: Sql): Promise<false | Error> =>
  sql.query('rollback').then(
    () => false,
    (failure: Error) => failure,
  );
