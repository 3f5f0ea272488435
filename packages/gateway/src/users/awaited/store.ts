import type { Sql } from '../../db/connect.ts';
import type { Proof } from '../../installations/news-store.ts';

/** A person whom an installation has named, and of whom Dynamics has no record yet. */
export interface AwaitedUser {
  installationId: string;
  userId: string;
  claims: Record<string, unknown>;
  proof: Proof;
  reason: string;
  traceId: string;
}

/** That nobody owns the device, nor has since the person was named. `b` is the binding, `a` the row. */
const COUNTS = 'b.user_key is null and b.since is not distinct from a.binding_since';

/** Waits for the person; another one is no longer waited for. The binding must be nobody's. False: it is somebody's. */
export async function keepAwaited(
  sql: Sql,
  { awaited, now, dueAt }: { awaited: AwaitedUser; now: number; dueAt: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into awaited_users as known (installation_id, user_id, claims, proof, reason, trace_id, since,
       binding_since, due_at)
     select $1, $2, $3, $4, $5, $6, $7, since, $8 from bindings
     where installation_id = $1 and user_key is null
     on conflict (installation_id) do update set user_id = excluded.user_id, claims = excluded.claims,
       proof = excluded.proof, reason = excluded.reason, trace_id = excluded.trace_id, attempts = 0,
       since = case when known.user_id = excluded.user_id then known.since else excluded.since end,
       binding_since = excluded.binding_since, due_at = excluded.due_at`,
    [
      awaited.installationId,
      awaited.userId,
      JSON.stringify(awaited.claims),
      awaited.proof,
      awaited.reason,
      awaited.traceId,
      new Date(now),
      new Date(dueAt),
    ],
  );
  return rowCount === 1;
}

export async function readAwaited(
  sql: Sql,
  installationId: string,
): Promise<{ userId: string; reason: string; since: Date } | undefined> {
  const { rows } = await sql.query<{ userId: string; reason: string; since: Date }>(
    `select a.user_id as "userId", a.reason, a.since from awaited_users a join bindings b using (installation_id)
     where a.installation_id = $1 and ${COUNTS}`,
    [installationId],
  );
  return rows[0];
}

/** Waits for nobody any more; `userId`: unless it is somebody else by now. */
export async function forgetAwaited(sql: Sql, installationId: string, userId?: string): Promise<void> {
  await sql.query(
    'delete from awaited_users where installation_id = $1 and ($2::text is null or user_id = $2)',
    [installationId, userId ?? null],
  );
}

/** In the order in which every writer locks: the installation before its binding. */
async function lockInstallation(sql: Sql, installationId: string): Promise<void> {
  await sql.query('select 1 from installations where id = $1 for no key update', [installationId]);
}

/** The person who owns the device now, locked until the transaction ends; undefined: nobody. */
export async function ownerNow(sql: Sql, installationId: string): Promise<string | undefined> {
  await lockInstallation(sql, installationId);
  const { rows } = await sql.query<{ user_id: string | null }>(
    `select (select user_id from users where key = b.user_key) as user_id from bindings b
     where b.installation_id = $1 for update of b`,
    [installationId],
  );
  return rows[0]?.user_id ?? undefined;
}

export type DueUser = AwaitedUser & { attempts: number };

/** Takes people who are to be asked for again; they are due again at `until` unless put off or forgotten before. */
export async function claimAwaited(
  sql: Sql,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<DueUser[]> {
  const { rows } = await sql.query<DueUser>(
    `update awaited_users set due_at = $1
     where installation_id in (
       select installation_id from awaited_users where due_at <= $2 order by due_at limit $3 for update skip locked
     )
     returning installation_id as "installationId", user_id as "userId", claims, proof, reason,
       trace_id as "traceId", attempts`,
    [new Date(until), new Date(now), limit],
  );
  return rows;
}

/** Asks again later, if it is still this person who is waited for. */
export async function putOff(
  sql: Sql,
  {
    installationId,
    userId,
    reason,
    attempts,
    dueAt,
  }: Omit<DueUser, 'claims' | 'proof' | 'traceId'> & { dueAt: number },
): Promise<void> {
  await sql.query(
    `update awaited_users set reason = $3, attempts = $4, due_at = $5 where installation_id = $1 and user_id = $2`,
    [installationId, userId, reason, attempts, new Date(dueAt)],
  );
}

/**
 * Locks the device and says whether the person is still to have it. In a transaction: nobody else gets it before the
 * end of that.
 */
export async function isStillAwaited(sql: Sql, { installationId, userId }: AwaitedUser): Promise<boolean> {
  await lockInstallation(sql, installationId);
  const { rowCount } = await sql.query(
    `select 1 from bindings b join awaited_users a using (installation_id)
     where b.installation_id = $1 and a.user_id = $2 and ${COUNTS} for update of b`,
    [installationId, userId],
  );
  return rowCount === 1;
}

/** When somebody is to be asked for next; undefined: nobody is waited for. */
export async function nextAwaited(sql: Sql): Promise<number | undefined> {
  const { rows } = await sql.query<{ due_at: Date | null }>(
    'select min(due_at) as due_at from awaited_users',
  );
  return rows[0]?.due_at?.getTime();
}
