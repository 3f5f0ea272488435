import type { Sql } from '../db/connect.ts';
import { appendLedger } from '../ledger/ledger.ts';

/**
 * Those that were made by a backend: their shells enrolled later, with what others may know as well. Asked when a token
 * changes, and then only: the ledger knows who made them.
 */
export async function findMadeByBackend(sql: Sql, ids: string[]): Promise<{ id: string }[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select asked.id from unnest($1::uuid[]) asked (id)
     where exists (
       select from ledger_by_key made where made.installation_id = asked.id and (made.cause = 'enrolled'
         -- Of a version that did not tell of enrolments: it was made and given an owner at the same word.
         or made.cause = 'bound' and made.after ->> 'proof' = 'api-key' and made.trace_id = (
           select trace_id from ledger_by_key first
           where first.installation_id = asked.id and first.cause = 'installed' order by seq limit 1)))`,
    [ids],
  );
  return rows;
}

/**
 * Whether the present owner of an installation is a backend's word, and was named for another token. Locked until the
 * transaction ends, in the order of write_installations: a backend that speaks at the same moment is before or after.
 */
export async function isNamedForAnotherToken(
  sql: Sql,
  installationId: string,
  token: Buffer,
): Promise<boolean> {
  const { rows } = await sql.query<{ tokenHash: Buffer | null }>(
    'select token_hash as "tokenHash" from installations where id = $1 for no key update',
    [installationId],
  );
  const { rows: bindings } = await sql.query<{ proof: string | null }>(
    'select proof from bindings where installation_id = $1 for update',
    [installationId],
  );
  return bindings[0]?.proof === 'api-key' && !rows[0]?.tokenHash?.equals(token);
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
