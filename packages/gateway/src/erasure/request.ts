import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { appendAudit } from '../access/audit.ts';
import { type Sql, unhurried } from '../db/connect.ts';
import { inTransaction } from '../db/transaction.ts';
import { findPerson, type PersonRow } from '../ledger/people.ts';
import type { Vault } from '../vault/vault.ts';
import { NOT_YET } from './advance.ts';
import { unbind } from './unbind.ts';

export interface ErasureRequest {
  userId: string;
  /** `key:<id>`. */
  actor: string;
  traceId: string;
  now: number;
}

/**
 * Begins to erase a person, in one transaction: the installations are nobody's, the names are gone, and the row of
 * `erasures` remembers what is still to be cleaned up in Dynamics. Whoever registers the same id from now on is somebody
 * new. Resolves with the erasure, an earlier one that is still open, or `undefined` where nothing is held.
 */
export function requestErasure(
  pool: Pool,
  vault: Pick<Vault, 'hash'>,
  request: ErasureRequest,
): Promise<string | undefined> {
  return inTransaction(pool, async (sql) => {
    const people = await lockPerson(sql, request.userId);
    const names = [...new Set([request.userId, ...people.map(({ userId }) => userId)])];
    const mentioned = await forgetMentions(sql, names);
    if (people.length === 0 && !mentioned) return openErasure(sql, vault.hash(request.userId));
    const id = randomUUID();
    const keys = people.map(({ key }) => key);
    await remember(sql, { id, people, hashes: names.map((name) => vault.hash(name)), ...request });
    await unbind(sql, keys, request);
    await sql.query('delete from users where key = any($1)', [keys]);
    const { actor, traceId, now: at } = request;
    await appendAudit(sql, { at, actor, action: 'erasure-requested', subject: `erasure:${id}`, traceId });
    return id;
  });
}

/** Locked, so that whoever binds this person at the same moment is before or after, not in between. */
async function lockPerson(sql: Sql, userId: string): Promise<PersonRow[]> {
  const keysOf = (people: PersonRow[]) => people.map(({ key }) => key).sort();
  const found = keysOf(await findPerson(sql, userId));
  await sql.query('select 1 from users where key = any($1) order by user_id for update', [found]);
  return (await findPerson(sql, userId)).filter(({ key }) => found.includes(key));
}

/**
 * Forgets where a name stands beside the person's own row: wishes that wait until Dynamics knows the person, and answers
 * kept for requests that may be repeated. True: there was a wish.
 */
async function forgetMentions(sql: Sql, names: string[]): Promise<boolean> {
  await sql.query(
    unhurried(
      // As a string of the JSON, whole: a short id is a part of many others.
      `delete from idempotency_keys where exists (
         select from unnest($1::text[]) name where position('"' || name || '"' in body) > 0)`,
      [names],
    ),
  );
  const { rowCount } = await sql.query('delete from awaited_users where user_id = any($1)', [names]);
  return (rowCount ?? 0) > 0;
}

async function openErasure(sql: Sql, hash: Buffer): Promise<string | undefined> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from erasures where done_at is null and user_hashes @> array[$1::bytea] order by requested_at desc',
    [hash],
  );
  return rows[0]?.id;
}

interface Remembered extends ErasureRequest {
  id: string;
  people: PersonRow[];
  hashes: Buffer[];
}

async function remember(sql: Sql, { id, people, hashes, now, actor, traceId }: Remembered): Promise<void> {
  const keys = people.map(({ key }) => key);
  // Registrations may be of an earlier record: a person's record can change.
  await sql.query(
    `insert into erasures (id, user_keys, user_hashes, records, requested_at, requested_by, trace_id, xid)
     select $1, $2, $3, array(
       select dynamics_user from registrations where user_key = any($2) and installation_id in (
         select installation_id from ledger_by_key where user_key = any($2))
       union select unnest($4::text[])::uuid), $5, $6, $7, '${NOT_YET}'`,
    [id, keys, hashes, people.map(({ dynamicsUserId }) => dynamicsUserId), new Date(now), actor, traceId],
  );
}
