import type { Sql } from '../db/connect.ts';
import { OVERLAPS, type Span, spanOf } from './span.ts';

/** A stretch of time in which an installation was a person's. */
export interface Ownership {
  seq: string;
  userKey: string;
  /** Null: the person has been erased. */
  userId: string | null;
  from: Date;
  /** From this moment on no more. Null: it lasts. */
  until: Date | null;
  traceId: string;
  /** How the owner was proved. Null: not told. */
  proof: string | null;
}

/** Who owned an installation, replayed from the ledger alone. */
export async function owners(
  sql: Sql,
  installationId: string,
  { span, limit, after = '0' }: { span: Span; limit: number; after?: string },
): Promise<Ownership[]> {
  const { rows } = await sql.query<Ownership>(
    `with told as (
       select seq, cause, user_key, trace_id, after->>'proof' as proof, max(at) over (order by seq) as at
       from ledger_by_key where installation_id = $1 and cause in ('bound', 'unbound')
     ), turns as (
       select *, lag(cause) over (order by seq) as cause_before, lag(user_key) over (order by seq) as key_before
       from told
     ), windows as (
       select *, lead(at) over (order by seq) as until
       from turns where (cause, user_key) is distinct from (cause_before, key_before)
     )
     select seq, user_key as "userKey", u.user_id as "userId", at as "from", until, trace_id as "traceId", proof
     from windows left join users u on u.key = user_key
     where cause = 'bound' and ${OVERLAPS} and seq > $4 order by seq limit $5`,
    [installationId, ...spanOf(span), after, limit],
  );
  return rows;
}
