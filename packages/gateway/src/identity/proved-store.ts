import type { Sql } from '../db/connect.ts';

/** Whether the installation is bound to this user, and they were proved when they came. */
export async function isProved(sql: Sql, installationId: string, userId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select 1 from bindings b join users u on u.key = b.user_key
     where b.installation_id = $1 and u.user_id = $2 and b.proof <> 'none'`,
    [installationId, userId],
  );
  return rowCount === 1;
}
