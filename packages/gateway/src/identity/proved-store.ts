import type { Sql } from '../db/connect.ts';

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
