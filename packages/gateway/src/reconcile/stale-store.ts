import type { Sql } from '../db/connect.ts';

const WALK = 'stale installations';

/** Goes on with the walk if it is due and nobody else is at it; resolves with its position. */
export async function claimWalk(
  sql: Sql,
  { now, until }: { now: number; until: number },
): Promise<{ position: string | null } | undefined> {
  await sql.query('insert into walks (name, due_at) values ($1, $2) on conflict do nothing', [
    WALK,
    new Date(now),
  ]);
  const { rows } = await sql.query<{ position: string | null }>(
    'update walks set due_at = $2 where name = $1 and due_at <= $3 returning position',
    [WALK, new Date(until), new Date(now)],
  );
  return rows[0];
}

export async function leaveWalk(sql: Sql, position: string | null, dueAt: number): Promise<void> {
  await sql.query('update walks set position = $2, due_at = $3 where name = $1', [
    WALK,
    position,
    new Date(dueAt),
  ]);
}

/** When the walk goes on; undefined: it has not begun. */
export async function nextWalk(sql: Sql): Promise<number | undefined> {
  const { rows } = await sql.query<{ due_at: Date }>('select due_at from walks where name = $1', [WALK]);
  return rows[0]?.due_at.getTime();
}

/** An installation with an owner that has not been seen for long. */
export interface Stale {
  installationId: string;
  app: string;
  lastSeen: Date;
}

export interface Batch {
  after: string | null;
  seenBefore: number;
  now: number;
  what: 'report' | 'cleanup';
  limit: number;
}

/**
 * Looks at the next installations in the order of their ids, and marks those that have an owner and have become stale;
 * for a cleanup they become due. By the primary key: an index on the time would cost every heartbeat a page. Resolves
 * with them, and with the last one looked at; null: that was the end.
 */
export async function markStale(sql: Sql, batch: Batch): Promise<{ stale: Stale[]; last: string | null }> {
  const { rows: looked } = await sql.query<{ id: string; last_seen: Date }>(
    `select id, last_seen from installations where ($1::uuid is null or id > $1) order by id limit $2`,
    [batch.after, batch.limit],
  );
  const old = looked.filter(({ last_seen }) => last_seen.getTime() < batch.seenBefore).map(({ id }) => id);
  const last = looked.length < batch.limit ? null : (looked.at(-1)?.id ?? null);
  if (old.length === 0) return { stale: [], last };
  const { rows: stale } = await sql.query<Stale>(
    `with marked as (
       update bindings b set stale = $1, trace_id = replace(gen_random_uuid()::text, '-', ''),
         version = version + case $1 when 'cleanup' then 1 else 0 end,
         due_at = case $1 when 'cleanup' then greatest($2, leased_until) else due_at end
       from installations i
       where b.installation_id = any($3) and i.id = b.installation_id and i.last_seen < $4 and b.user_key is not null
         and (b.stale is null or b.stale = 'report' and $1 = 'cleanup')
       returning b.installation_id, b.app, b.user_key, b.trace_id, i.last_seen
     ), noted as (
       insert into ledger (at, installation_id, app, user_key, cause, trace_id, after)
       select $2, installation_id, app, user_key, 'stale', trace_id,
         jsonb_build_object('lastSeen', last_seen, 'do', $1) from marked
     )
     select installation_id as "installationId", app, last_seen as "lastSeen" from marked`,
    [batch.what, new Date(batch.now), old, new Date(batch.seenBefore)],
  );
  return { stale, last };
}
