import { CodedError } from '@journeys-push/contract/problems';
import type { Sql } from '../db/connect.ts';

/** Throws CodedError `installations-too-many` where the user owns as many others already. */
export type CheckQuota = (binding: { installationId: string; userId: string }) => Promise<void>;

/**
 * Costs one look-up a binding: through the history of the user, since nothing else is sorted by owner. Bindings at the
 * same moment do not see each other, so the quota may be passed by a few.
 */
export function createQuota(pool: Sql, most: number): CheckQuota {
  return async ({ installationId, userId }) => {
    const { rows } = await pool.query<{ isOwn: boolean; owned: number }>(
      `select exists (
         select from bindings b join users u on u.key = b.user_key and u.user_id = $1 where b.installation_id = $2
       ) as "isOwn", count(*)::integer as owned from (
         select from (
           select distinct l.installation_id from ledger_by_key l join users u on u.key = l.user_key
           where u.user_id = $1 and l.cause = 'bound'
         ) ever
         join bindings b using (installation_id)
         join users u on u.key = b.user_key and u.user_id = $1
         where b.installation_id <> $2
         limit $3
       ) others`,
      [userId, installationId, most],
    );
    const [{ isOwn, owned } = { isOwn: true, owned: 0 }] = rows;
    if (isOwn || owned < most) return;
    throw new CodedError('installations-too-many', `A user may own ${most} installations.`);
  };
}
