import { arrayOf, timesOf } from '../db/array.ts';
import type { Sql } from '../db/connect.ts';

/** The right to act on some devices for a while. */
export interface Lease {
  id: string;
  until: number;
}

/**
 * Leases devices of an app that are due, past those that another worker is claiming: first those whose user waits for
 * the verdict, then the rest, both oldest first.
 *
 * They stay due, so that no index is written; a lease that has ended is what lets the next worker have them.
 *
 * Reads nothing else: what is wanted must be read by a later statement, whose snapshot is younger than the locks
 * taken here, or a token that has just moved could be registered for the device that lost it.
 */
export async function claimDue(
  sql: Sql,
  { app, now, limit, lease }: { app: string; now: number; limit: number; lease: Lease },
): Promise<string[]> {
  const { rows } = await sql.query<{ installation_id: string }>(
    `with waited as (
       select installation_id from bindings
       where app = $3 and is_waited and due_at <= $4 and (leased_until is null or leased_until <= $4)
       order by due_at limit $5 for update skip locked
     ), oldest as (
       select installation_id from bindings
       where app = $3 and due_at <= $4 and (leased_until is null or leased_until <= $4)
       order by due_at limit $5 - (select count(*) from waited) for update skip locked
     )
     update bindings set lease = $1, leased_until = $2
     where installation_id in (select installation_id from waited union select installation_id from oldest)
     returning installation_id`,
    [lease.id, new Date(lease.until), app, new Date(now), limit],
  );
  return rows.map(({ installation_id }) => installation_id);
}

/** A device at the end of a lease. */
export interface Release {
  installationId: string;
  /** What the decision was based on. */
  version: number;
  /** When to look again; null: at rest. */
  dueAt: number | null;
}

/**
 * Ends leases. A device whose wish has changed meanwhile is due at once. Locks rows in the order in which requests lock
 * them (write_installations), or the two might wait for each other.
 *
 * `coalesce` hides the lease from the planner: it would take it for the rarest of values, read the whole table for it
 * and join the rest row by row.
 */
export async function release(
  sql: Sql,
  { lease, now, releases }: { lease: Lease; now: number; releases: Release[] },
): Promise<void> {
  if (releases.length === 0) return;
  await sql.query(
    `with mine as materialized (
       select installation_id from bindings where installation_id = any($3) and coalesce(lease = $1, false)
       order by installation_id for update
     )
     update bindings b set lease = null, leased_until = null,
       due_at = case when b.version = r.version then r.due_at else $2 end
     from unnest($3::uuid[], $4::bigint[], $5::timestamptz[]) as r(installation_id, version, due_at)
     join mine using (installation_id)
     where b.installation_id = r.installation_id and coalesce(b.lease = $1, false)`,
    [
      lease.id,
      new Date(now),
      arrayOf(releases.map(({ installationId }) => installationId)),
      arrayOf(releases.map(({ version }) => version)),
      timesOf(releases.map(({ dueAt }) => dueAt)),
    ],
  );
}

/** Makes devices due: at once, or when the call under way is settled or its lease ends. */
export async function wakeDevices(sql: Sql, now: number, installationIds: string[]): Promise<void> {
  if (installationIds.length === 0) return;
  await sql.query(
    `update bindings set due_at = greatest($1, leased_until), version = version + 1
     where installation_id in (
       select installation_id from bindings where installation_id = any($2) order by installation_id for update)`,
    [new Date(now), installationIds],
  );
}

/** When the next device of the app is due, or the lease on one that is ends; undefined: all are at rest. */
export async function nextDue(sql: Sql, app: string, now: number): Promise<number | undefined> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `select least(
       (select due_at from bindings where app = $1 and due_at is not null and leased_until is null
        order by due_at limit 1),
       (select min(leased_until) from bindings where app = $1 and due_at <= $2 and leased_until is not null)
     ) as at`,
    [app, new Date(now)],
  );
  return rows[0]?.at?.getTime();
}
