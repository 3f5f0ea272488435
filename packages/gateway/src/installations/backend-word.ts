import type { Sql } from '../db/connect.ts';

/**
 * Whether the installation was made by a backend, whose word the present owner is too: its shell enrolled later, with
 * what others may know as well. Asked when a token changes, and then only: the ledger knows who made it.
 */
export async function isBackendsWord(sql: Sql, installationId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from bindings b
     join ledger_by_key made on made.installation_id = b.installation_id and made.cause = 'installed'
     join ledger_by_key named on named.installation_id = b.installation_id and named.trace_id = made.trace_id
       and named.cause = 'bound' and named.after ->> 'proof' = 'api-key'
     where b.installation_id = $1 and b.proof = 'api-key' limit 1`,
    [installationId],
  );
  return (rowCount ?? 0) > 0;
}

/** Whether no shell has ever enrolled the installation, and no backend has spoken for it since `before`. */
export async function isLeftAlone(sql: Sql, installationId: string, before: number): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from installations where id = $1 and enrollment_hash is null and last_seen <= $2',
    [installationId, new Date(before)],
  );
  return (rowCount ?? 0) > 0;
}
