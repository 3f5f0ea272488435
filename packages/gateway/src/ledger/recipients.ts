import type { Sql } from '../db/connect.ts';
import { OVERLAPS, type Span, spanOf } from './span.ts';

/** A stretch of time in which Dynamics could have pushed to an installation for a person. */
export interface Window {
  /** Of the line that opened it. */
  seq: string;
  installationId: string;
  app: string;
  /** Keyed hash of the token, hex. */
  tokenHash: string;
  /** `certain`: Dynamics had said that it holds the registration. `possible`: a call was under way or lost. */
  certainty: 'certain' | 'possible';
  from: Date;
  /** From this moment on no more, or not as certainly. Null: it lasts. */
  until: Date | null;
  /** What opened it. */
  cause: string;
  traceId: string;
  requestId: string | null;
}

/**
 * Which installations could have received a push for a person, replayed from the ledger alone. A person is one or more
 * keys (people.ts).
 *
 * The lines about one token are told in the order of `seq`, and none is earlier than the one before it, whatever the
 * clocks of several gateways said. `holds` is what Dynamics may hold after the line (`dynamics_holds`, migration 7); the
 * next line that changes it, or the installation, ends the window.
 */
export async function recipients(
  sql: Sql,
  userKeys: string[],
  { span, limit, after = '0' }: { span: Span; limit: number; after?: string },
): Promise<Window[]> {
  const { rows } = await sql.query<Window>(
    `with told as (
       select seq, installation_id, app, cause, trace_id, after->>'token' as token, after->>'holds' as holds,
         after->>'requestId' as request_id, max(at) over (partition by app, after->>'token' order by seq) as at
       from ledger_by_key where user_key = any($1) and after ? 'holds'
     ), turns as (
       select *, lag(holds) over line as holds_before, lag(installation_id) over line as installation_before
       from told window line as (partition by app, token order by seq)
     ), windows as (
       select *, lead(at) over (partition by app, token order by seq) as until
       from turns where (holds, installation_id) is distinct from (holds_before, installation_before)
     )
     select seq, installation_id as "installationId", app, token as "tokenHash", holds as certainty, at as "from", until,
       cause, trace_id as "traceId", request_id as "requestId"
     from windows where holds <> 'no' and ${OVERLAPS} and seq > $4 order by seq limit $5`,
    [userKeys, ...spanOf(span), after, limit],
  );
  return rows;
}
