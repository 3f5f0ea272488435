import type { Sql } from '../db/connect.ts';
import type { Moment } from './store.ts';

/** How an owner was proved: not at all, by a signed identity token, or by a backend's API key. */
export type Proof = 'none' | 'identity-token' | 'api-key';

/** The wish that a person owns the device. */
export interface Bind extends Moment {
  installationId: string;
  userId: string;
  dynamicsUserId: string;
  /** How it was proved that the person speaks. `kept`: they were proved when they came; nobody else is bound so. */
  proof: Proof | 'kept';
  /** Until when a caller waits for the verdict. */
  waitedUntil: number;
}

/**
 * Makes the person the device's owner and the device due. Saying so again changes nothing, but is a person's wish to
 * try again: a refused registration is queued anew. False: no such installation, or no proof was kept.
 */
export async function bindUser(sql: Sql, bind: Bind): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with person as (
       insert into users (user_id, dynamics_user_id, first_seen) values ($2, $3, $4)
       on conflict (user_id) do update set dynamics_user_id = excluded.dynamics_user_id
       returning key
     ), before as (
       select user_key, dynamics_user_id, proof from bindings where installation_id = $1 for update
     ), bound as (
       update bindings b set user_key = person.key, dynamics_user_id = $3,
         proof = case when $7 in ('none', 'kept') and before.user_key = person.key then before.proof else $7 end,
         since = case when before.user_key = person.key then b.since else $4 end,
         version = version + 1, waited_until = $5, due_at = greatest($4, b.leased_until), trace_id = $6
       from person, before
       where installation_id = $1 and ($7 <> 'kept' or before.user_key = person.key and before.proof <> 'none')
       returning b.app
     ), hurried as (
       update registrations set not_before = null,
         state = case when state = 'refused' and dynamics_user = $3::text::uuid then 'queued' else state end,
         attempts = 0, reason = null, message = null
       where installation_id = $1 and (leased_until is null or leased_until <= $4)
         and (state = 'refused' or not_before is not null or attempts > 0 or reason is not null) and exists (select 1 from bound)
     ), noted as (
       insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
       select $4, $1, bound.app, person.key, 'bound', $6, jsonb_build_object('user', before.user_key),
         jsonb_build_object('user', person.key)
       from person, before, bound
       where before.user_key is distinct from person.key or before.dynamics_user_id <> $3
     )
     select 1 from bound`,
    [
      bind.installationId,
      bind.userId,
      bind.dynamicsUserId,
      new Date(bind.now),
      new Date(bind.waitedUntil),
      bind.traceId,
      bind.proof,
    ],
  );
  return rowCount === 1;
}

/** The wish that nobody owns the device. Saying so again changes nothing. */
export async function unbindUser(
  sql: Sql,
  { installationId, now, traceId, waitedUntil }: Omit<Bind, 'userId' | 'dynamicsUserId' | 'proof'>,
): Promise<void> {
  await sql.query(
    `with before as (
       select user_key from bindings where installation_id = $1 for update
     ), unbound as (
       update bindings set user_key = null, dynamics_user_id = null, proof = null, since = $2, version = version + 1,
         waited_until = $3, due_at = greatest($2, leased_until), trace_id = $4
       from before where installation_id = $1 and before.user_key is not null
       returning app
     ), hurried as (
       update registrations set not_before = null
       where installation_id = $1 and (leased_until is null or leased_until <= $2)
         and exists (select 1 from unbound)
     )
     insert into ledger (at, installation_id, app, user_key, cause, trace_id, before)
     select $2, $1, app, before.user_key, 'unbound', $4, jsonb_build_object('user', before.user_key)
     from before, unbound`,
    [installationId, new Date(now), new Date(waitedUntil), traceId],
  );
}
