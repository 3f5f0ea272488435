import type { Sql } from '../db/connect.ts';
import { appendLedger } from '../ledger/ledger.ts';

/**
 * Those that were made by a backend, whose word the present owner is too: their shells enrolled later, with what others
 * may know as well. Asked when a token changes, and then only: the ledger knows who made them.
 */
export async function findBackendsWord(sql: Sql, ids: string[]): Promise<{ id: string }[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select b.installation_id as id from bindings b
     where b.installation_id = any($1) and b.proof = 'api-key' and exists (
       select from ledger_by_key made where made.installation_id = b.installation_id and (made.cause = 'enrolled'
         -- Of a version that did not tell of enrolments: it was made and given an owner at the same word.
         or made.cause = 'bound' and made.after ->> 'proof' = 'api-key' and made.trace_id = (
           select trace_id from ledger_by_key first
           where first.installation_id = b.installation_id and first.cause = 'installed' order by seq limit 1)))`,
    [ids],
  );
  return rows;
}

/** Tells the ledger that a shell enrols an installation that a backend has made: before it does, so that none is untold. */
export const tellOfEnrolment = (
  sql: Sql,
  {
    installationId,
    app,
    traceId,
    now,
  }: { installationId: string; app: string; traceId: string; now: number },
): Promise<void> =>
  appendLedger(sql, now, [{ installationId, app, userKey: undefined, cause: 'enrolled', traceId }]);

/** Whether no shell has ever enrolled the installation, and no backend has spoken for it since `before`. */
export async function isLeftAlone(sql: Sql, installationId: string, before: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from installations where id = $1 and enrollment_hash is null and last_seen <= $2',
    [installationId, new Date(before)],
  );
  return (rowCount ?? 0) > 0;
}
