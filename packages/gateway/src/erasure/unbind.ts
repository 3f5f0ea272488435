import type { Sql } from '../db/connect.ts';

/** Makes a person's installations nobody's, in the order in which every writer locks bindings. */
export async function unbind(
  sql: Sql,
  keys: string[],
  { now, traceId }: { now: number; traceId: string },
): Promise<void> {
  await sql.query(
    `with theirs as (
       select installation_id, user_key from bindings
       where user_key = any($1) and installation_id in (
         select installation_id from ledger_by_key where user_key = any($1) and cause = 'bound')
       order by installation_id for update
     ), unbound as (
       update bindings b set user_key = null, dynamics_user_id = null, proof = null, since = $2,
         version = version + 1, waited_until = null, due_at = greatest($2, leased_until), trace_id = $3
       from theirs where b.installation_id = theirs.installation_id
       returning b.installation_id, b.app, theirs.user_key
     )
     insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
     select $2, installation_id, app, user_key, 'unbound', $3, jsonb_build_object('user', user_key),
       jsonb_build_object('because', 'erasure')
     from unbound order by installation_id`,
    [keys, new Date(now), traceId],
  );
}
