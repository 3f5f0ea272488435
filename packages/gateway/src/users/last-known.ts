import type { Sql } from '../db/connect.ts';
import type { ResolveUser } from './resolve.ts';

/**
 * While Dataverse does not answer, people are taken for the record they were taken for last: their next phone need not
 * wait for the end of an outage. A refusal is none: what an admin has to mend may be why that record was wrong.
 */
export function withLastKnown(sql: Sql, resolveUser: ResolveUser): ResolveUser {
  return async (userId, asked) => {
    const match = await resolveUser(userId, asked);
    if (!('problem' in match) || match.failure?.kind !== 'later') return match;
    const { rows } = await sql.query<{ dynamicsUserId: string }>(
      'select dynamics_user_id as "dynamicsUserId" from users where user_id = $1',
      [userId],
    );
    return rows[0] ?? match;
  };
}
