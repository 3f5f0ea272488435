import type { Sql } from '../db/connect.ts';
import type { Proof } from '../installations/news-store.ts';
import { COUNTS } from '../users/awaited/store.ts';

/** The Dynamics record that the installation is bound to, if it is this user's and they were proved when they came. */
export async function provedRecord(
  sql: Sql,
  installationId: string,
  userId: string,
): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    `select b.dynamics_user_id as id from bindings b join users u on u.key = b.user_key
     where b.installation_id = $1 and u.user_id = $2 and b.proof <> 'none'`,
    [installationId, userId],
  );
  return rows[0]?.id;
}

/**
 * What was proved of this user, where the installation waits until Dynamics has a record of them (users/awaited): they
 * do not own it yet, so no binding tells.
 */
export async function provedAwaited(
  sql: Sql,
  installationId: string,
  userId: string,
): Promise<{ proof: Proof; claims: Record<string, unknown> } | undefined> {
  const { rows } = await sql.query<{ proof: Proof; claims: Record<string, unknown> }>(
    `select a.proof, a.claims from awaited_users a join bindings b using (installation_id)
     where a.installation_id = $1 and a.user_id = $2 and a.proof <> 'none' and ${COUNTS}`,
    [installationId, userId],
  );
  return rows[0];
}
