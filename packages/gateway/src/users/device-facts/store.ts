import type { Sql } from '../../db/connect.ts';
import { findPerson } from '../../ledger/people.ts';
import type { KnownDevice, Values } from './values.ts';

/** Rows of the ledger that are read at once. */
const PAGE = 1_000;

/**
 * Takes over people whose registration Dynamics has confirmed since the last time, up to `before`: a transaction that
 * began earlier has ended by then. The first time, only notes where the ledger ends. True: there may be more.
 */
export async function followLedger(
  sql: Sql,
  { now, before }: { now: number; before: number },
): Promise<boolean> {
  await sql.query(
    `insert into record_facts_progress (seq) select coalesce(max(seq), 0) from ledger on conflict do nothing`,
  );
  const { rows } = await sql.query<{ read: number }>(
    `with progress as (
       select seq from record_facts_progress for update skip locked
     ), page as (
       select l.seq, l.at, l.cause, l.user_key, l.installation_id, l.trace_id
       from progress p, lateral (select * from ledger where seq > p.seq order by seq limit ${PAGE}) l
     ), told as (
       select * from page where seq < coalesce((select min(seq) from page where at >= $2), 9223372036854775807)
     ), moved as (
       update record_facts_progress set seq = (select max(seq) from told) where exists (select 1 from told)
     ), confirmed as (
       select distinct on (t.user_key) t.user_key, t.installation_id, t.trace_id
       from told t join users u on u.key = t.user_key join installations i on i.id = t.installation_id
       where t.cause = 'registered'
       order by t.user_key, t.seq desc
     ), noted as (
       insert into record_facts as known (user_key, installation_id, trace_id, due_at)
       select user_key, installation_id, trace_id, $1 from confirmed
       on conflict (user_key) do update set installation_id = excluded.installation_id,
         trace_id = excluded.trace_id, due_at = least(known.due_at, excluded.due_at)
     )
     select count(*)::int as read from told`,
    [new Date(now), new Date(before)],
  );
  return (rows[0]?.read ?? 0) === PAGE;
}

/** A person whose record is to be compared. */
export interface DuePerson {
  userKey: string;
  userId: string;
  /** Null: nothing yet, or somebody else has written since. */
  written: Values | null;
  writtenAt: Date | null;
  attempts: number;
  traceId: string;
}

/** Takes people who are due; they are due again at `until` unless settled before. */
export async function claimPeople(
  sql: Sql,
  { now, until, limit }: { now: number; until: number; limit: number },
): Promise<DuePerson[]> {
  const { rows } = await sql.query<DuePerson>(
    `with due as (
       update record_facts set due_at = $1
       where user_key in (select user_key from record_facts where due_at <= $2 order by due_at limit $3 for update skip locked)
       returning *
     )
     select d.user_key as "userKey", u.user_id as "userId", d.written, d.written_at as "writtenAt", d.attempts,
       d.trace_id as "traceId"
     from due d join users u on u.key = d.user_key`,
    [new Date(until), new Date(now), limit],
  );
  return rows;
}

/** The device whose facts the record has, and which of the person's user ids it is bound to. */
export interface CountingDevice extends KnownDevice {
  installationId: string;
  userKey: string;
  dynamicsUserId: string;
}

/**
 * Of the devices that are the person's now and that Dynamics has confirmed for them, the one that was seen last; of two
 * seen at the same moment the one with the greater id. A person is all user ids of the same record: else two of them
 * would write to it in turns. `undefined`: there is none.
 */
export async function countingDevice(sql: Sql, { userId }: DuePerson): Promise<CountingDevice | undefined> {
  const keys = (await findPerson(sql, userId)).map(({ key }) => key);
  const { rows } = await sql.query<CountingDevice>(
    `select i.id as "installationId", b.user_key as "userKey", b.dynamics_user_id as "dynamicsUserId", i.facts,
       i.platform, i.app_id as "appId", i.notifications_enabled as "notificationsEnabled", i.last_seen as "lastSeen"
     from (select distinct installation_id from ledger_by_key where user_key = any($1) and cause = 'registered') ever
     join bindings b on b.installation_id = ever.installation_id and b.user_key = any($1)
     join record_facts f on f.user_key = b.user_key
     join installations i on i.id = b.installation_id
     order by i.last_seen desc, i.id desc limit 1`,
    [keys],
  );
  return rows[0];
}

/** There is nothing of the person to write any more. */
export async function letGo(sql: Sql, { userKey }: DuePerson): Promise<void> {
  await sql.query('delete from record_facts where user_key = $1', [userKey]);
}

export interface Settled {
  userKey: string;
  /** Where something was written. Null: what was written is the record's no more. */
  written?: { values: Values; at: number } | null;
  attempts: number;
  dueAt: number;
}

export async function settlePerson(sql: Sql, { userKey, written, attempts, dueAt }: Settled): Promise<void> {
  await sql.query(
    `update record_facts set written = case when $6 then $2 else written end,
       written_at = case when $6 then $3 else written_at end, attempts = $4, due_at = $5 where user_key = $1`,
    [
      userKey,
      written ? JSON.stringify(written.values) : null,
      written ? new Date(written.at) : null,
      attempts,
      new Date(dueAt),
      written !== undefined,
    ],
  );
}

/** When somebody is to be compared next; undefined: nobody is known. */
export async function nextPerson(sql: Sql): Promise<number | undefined> {
  const { rows } = await sql.query<{ due_at: Date | null }>('select min(due_at) as due_at from record_facts');
  return rows[0]?.due_at?.getTime();
}
