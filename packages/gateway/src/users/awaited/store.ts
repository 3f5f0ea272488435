import type { Sql } from '../../db/connect.ts';
import type { Proof } from '../../installations/news-store.ts';

/** A person, and the installation that is to be theirs. */
export interface Named {
  installationId: string;
  userId: string;
}

/** One whom an installation or a backend has named, and of whom Dynamics has no record yet. */
export interface AwaitedUser extends Named {
  claims: Record<string, unknown>;
  proof: Proof;
  reason: string;
  traceId: string;
}

/** That nobody owns the device, nor has since the person was named. `b` is the binding, `a` the row. */
export const COUNTS = 'b.user_key is null and b.since is not distinct from a.binding_since';

/**
 * Waits for these people, one for an installation; another one is no longer waited for. Resolves with the installations
 * that are nobody's, as they must be: of the others nothing was written.
 */
export async function keepAwaited(
  sql: Sql,
  people: AwaitedUser[],
  { now, dueAt }: { now: number; dueAt: number },
): Promise<string[]> {
  const { rows } = await sql.query<{ installation_id: string }>(
    `insert into awaited_users as known (installation_id, user_id, claims, proof, reason, trace_id, since,
       binding_since, due_at)
     select n.installation_id, n.user_id, n.claims, n.proof, n.reason, n.trace_id, $2, b.since, $3
     from jsonb_to_recordset($1) as n (installation_id uuid, user_id text, claims jsonb, proof text, reason text,
       trace_id text)
     join bindings b using (installation_id)
     where b.user_key is null order by installation_id
     on conflict (installation_id) do update set user_id = excluded.user_id, claims = excluded.claims,
       proof = excluded.proof, reason = excluded.reason, trace_id = excluded.trace_id, attempts = 0,
       since = case when known.user_id = excluded.user_id then known.since else excluded.since end,
       binding_since = excluded.binding_since, due_at = excluded.due_at
     returning installation_id`,
    [JSON.stringify(people.map(rowOf)), new Date(now), new Date(dueAt)],
  );
  return rows.map(({ installation_id }) => installation_id);
}

const rowOf = ({ installationId, userId, claims, proof, reason, traceId }: AwaitedUser): object => ({
  ...{ installation_id: installationId, user_id: userId, claims, proof, reason, trace_id: traceId },
});

/** Who is waited for, and why there is nobody yet. */
export interface Awaited extends Pick<AwaitedUser, 'installationId' | 'userId' | 'reason'> {
  since: Date;
}

/** Of these installations, those that somebody is waited for on. */
export async function readAwaited(sql: Sql, installationIds: string[]): Promise<Awaited[]> {
  const { rows } = await sql.query<Awaited>(
    `select installation_id as "installationId", a.user_id as "userId", a.reason, a.since
     from awaited_users a join bindings b using (installation_id)
     where installation_id = any($1) and ${COUNTS}`,
    [installationIds],
  );
  return rows;
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

/** Of these people, the installations that they own already. */
export async function ownedAlready(sql: Sql, people: Named[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select installation_id as id from unnest($1::uuid[], $2::text[]) as named (installation_id, user_id)
     join users u using (user_id) join bindings b using (installation_id) where b.user_key = u.key`,
    [people.map(({ installationId }) => installationId), people.map(({ userId }) => userId)],
  );
  return rows.map(({ id }) => id);
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
