/**
 * The same rows, checks and ledger, written as most servers would: one transaction for each request, statement by
 * statement, on a pool of ten connections.
 */
import type { Pool } from 'pg';
import type { Sql } from '../../packages/gateway/src/db/connect.ts';
import { inTransaction } from '../../packages/gateway/src/db/transaction.ts';
import type { News } from '../../packages/gateway/src/installations/news-store.ts';
import type { WriteResult, Writer } from '../../packages/gateway/src/installations/writer.ts';

export const createBaselineWriter = (pool: Pool): Pick<Writer, 'write'> => ({
  write: (news) => inTransaction(pool, (sql) => write(sql, news)),
});

async function write(sql: Sql, { id, traceId, self, wish }: News): Promise<WriteResult> {
  if (!self?.token || wish?.kind !== 'bind') throw new Error('only registrations are measured');
  const now = new Date();
  const { token } = self;
  const holder = await sql.query(
    'select id, last_seen from installations where app = $1 and token_hash = $2 and id <> $3 for no key update',
    [self.app, token.hash, id],
  );
  if (holder.rowCount) return { outcome: 'token-in-use', isNew: false, isDue: false };
  const before = await sql.query(
    `select i.token_hash, i.notifications_enabled, b.user_key, b.dynamics_user_id
     from installations i join bindings b on b.installation_id = i.id where i.id = $1 for update`,
    [id],
  );
  const known = before.rows[0];
  const person = await sql.query(
    `insert into users (user_id, dynamics_user_id, first_seen) values ($1, $2, $3)
     on conflict (user_id) do update set dynamics_user_id = excluded.dynamics_user_id returning key`,
    [wish.userId, wish.dynamicsUserId, now],
  );
  const key = person.rows[0].key;
  await sql.query(
    `insert into installations (id, app, platform, app_id, facts, token_sealed, token_hash, token_tail,
       token_environment, notifications_enabled, first_seen, last_seen)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
     on conflict (id) do update set app = excluded.app, app_id = excluded.app_id, facts = excluded.facts,
       token_sealed = excluded.token_sealed, token_hash = excluded.token_hash, token_tail = excluded.token_tail,
       notifications_enabled = excluded.notifications_enabled, last_seen = excluded.last_seen`,
    [
      id,
      self.app,
      self.platform,
      self.appId,
      JSON.stringify(self.facts),
      token.sealed,
      token.hash,
      token.tail,
      token.environment,
      self.notificationsEnabled,
      now,
    ],
  );
  await sql.query(
    `insert into bindings as known (installation_id, app, user_key, dynamics_user_id, proof, since, trace_id,
       waited_until, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $6)
     on conflict (installation_id) do update set user_key = excluded.user_key,
       dynamics_user_id = excluded.dynamics_user_id, proof = excluded.proof, since = excluded.since,
       trace_id = excluded.trace_id, waited_until = excluded.waited_until, version = known.version + 1,
       due_at = greatest(excluded.due_at, known.leased_until)`,
    [id, self.app, key, wish.dynamicsUserId, wish.proof, now, traceId, new Date(wish.waitedUntil)],
  );
  const lines = [
    ...(known ? [] : [['installed', null, null, { platform: self.platform }]]),
    ...(known?.token_hash?.equals(token.hash)
      ? []
      : [['token-changed', null, null, { token: token.hash.toString('hex') }]]),
    ...(known?.user_key === key ? [] : [['bound', key, { user: known?.user_key }, { user: key }]]),
  ];
  for (const [cause, userKey, old, next] of lines) {
    await sql.query(
      `insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [now, id, self.app, userKey, cause, traceId, old && JSON.stringify(old), JSON.stringify(next)],
    );
  }
  const untold = { since: now.getTime(), hasToken: true, notificationsEnabled: self.notificationsEnabled };
  return { outcome: 'written', isNew: !known, isDue: true, untold };
}
