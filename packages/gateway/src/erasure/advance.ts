import type { Pool } from 'pg';
import { appendAudit } from '../access/audit.ts';
import { type Sql, unhurried } from '../db/connect.ts';
import { inTransaction } from '../db/transaction.ts';
import { unbind } from './unbind.ts';

interface Open {
  id: string;
  keys: string[];
  records: string[];
  traceId: string;
  /** Nobody has looked since the names were taken away. */
  isFresh: boolean;
  /** Every transaction that may still know the person has ended. */
  isAlone: boolean;
}

/** In the column `xid` until somebody has looked: what is known then is that the names are gone. */
export const NOT_YET = '18446744073709551615';

/** The registrations of a person, wherever their tokens have moved: the ledger knows the installations. */
export const THEIRS =
  'user_key = any($1) and installation_id in (select installation_id from ledger_by_key where user_key = any($1))';

/**
 * Brings each open erasure one step further, each in a transaction of its own; another gateway may be at the others.
 * Resolves with how many are still open. To be killed in between does no harm: a step looks at what is there.
 */
export async function advanceErasures(
  pool: Pool,
  { now, limit = 100 }: { now: () => number; limit?: number },
): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    // By chance: a hundred that cannot go on must not hold up all others.
    'select id from erasures where done_at is null order by random() limit $1',
    [limit],
  );
  const open = [];
  for (const { id } of rows) {
    const step = () => inTransaction(pool, (sql) => advance(sql, id, now()));
    const first = await step();
    open.push(first === 'seen' ? await step() : first);
  }
  return open.filter(Boolean).length;
}

/** True: it is still open, or another gateway is at it. `seen`: for the first time. */
async function advance(sql: Sql, id: string, now: number): Promise<boolean | 'seen'> {
  const { rows } = await sql.query<Open>(
    `select id, user_keys as keys, records, trace_id as "traceId", xid = $2 as "isFresh",
       pg_snapshot_xmin(pg_current_snapshot()) >= xid as "isAlone" from erasures
     where id = $1 and done_at is null for update skip locked`,
    [id, NOT_YET],
  );
  const [erasure] = rows;
  if (!erasure) return true;
  if (erasure.isFresh) {
    // Who begins from now on finds nobody; who has begun, before the erasure or beside it, may know the person yet.
    await sql.query('update erasures set xid = pg_current_xact_id() where id = $1', [id]);
    return 'seen';
  }
  // Whom a request that was under way has bound: it came before the erasure.
  await unbind(sql, erasure.keys, { now, traceId: erasure.traceId });
  await giveUp(sql, erasure, now);
  if (!erasure.isAlone || (await isHeld(sql, erasure))) return true;
  await finish(sql, erasure, now);
  return false;
}

/**
 * Where the same person has come back under another key, nobody else would end the registration: it looks like the one
 * that is wanted. Rows that a call is under way for are left to it.
 */
async function giveUp(sql: Sql, { keys, traceId }: Open, now: number): Promise<void> {
  await sql.query(
    `update registrations set state = 'cleaning', since = $2, trace_id = $3, not_before = null
     where ${THEIRS} and lease is null and state = 'held'`,
    [keys, new Date(now), traceId],
  );
  await sql.query(
    `delete from registrations
     where ${THEIRS} and lease is null and state in ('queued', 'refused')
       and dynamics_holds(state, unanswered, confirmed_at) = 'no'`,
    [keys],
  );
  await sql.query(
    `update bindings set due_at = $2, version = version + 1
     where due_at is null and installation_id in (
       select b.installation_id from bindings b
       where b.installation_id in (select r.installation_id from registrations r where ${THEIRS})
       order by b.installation_id for no key update)`,
    [keys, new Date(now)],
  );
}

/** Whether anything names the person yet: a registration, or a question to Dynamics that is still to be asked. */
async function isHeld(sql: Sql, { keys, records }: Open): Promise<boolean> {
  const { rows } = await sql.query<{ held: boolean }>(
    `select exists (select 1 from registrations where ${THEIRS}) or exists (
       select 1 from asks where dynamics_users && $2 and not exists (
         select 1 from registrations r
         where r.app = asks.app and r.dynamics_user = any($2) and r.token_hash = any(token_hashes))) as held`,
    [keys, records],
  );
  return rows[0]?.held ?? false;
}

async function finish(sql: Sql, { id, keys, records, traceId }: Open, now: number): Promise<void> {
  // The tracking id of an open leads to the person in Dynamics. Opens of the time when the installation was theirs go.
  await sql.query(
    unhurried(
      `with told as (
       select installation_id, cause, user_key, at, lead(at) over (partition by installation_id order by seq) as until
       from ledger_by_key where cause in ('bound', 'unbound') and installation_id in (
         select installation_id from ledger_by_key where user_key = any($1) and cause = 'bound')
     )
     delete from interactions i using told t
     where t.cause = 'bound' and t.user_key = any($1) and i.installation_id = t.installation_id
       and (i.received_at >= t.at and (t.until is null or i.received_at <= t.until)
         -- A phone that was offline tells of it later.
         or i.occurred_at >= t.at and (t.until is null or i.occurred_at <= t.until))`,
      [keys],
    ),
  );
  await sql.query(unhurried('delete from hooks where dynamics_user = any($1)', [records]));
  await sql.query("update erasures set user_hashes = '{}', records = '{}', done_at = $2 where id = $1", [
    id,
    new Date(now),
  ]);
  await appendAudit(sql, {
    at: now,
    actor: 'gateway',
    action: 'erasure-done',
    subject: `erasure:${id}`,
    traceId,
  });
}
