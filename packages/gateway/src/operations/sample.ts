import type { Sql } from '../db/connect.ts';

/** Of devices that somebody owns and that were seen lately: how many Dynamics has confirmed lately. */
export interface Sample {
  app: string;
  seen: number;
  confirmed: number;
}

/** Rows to look at. Their share tells as much as all of them would, at any size of the table. */
const WANTED_ROWS = 5_000;

/** `seenSince`, `confirmedSince`: milliseconds. */
export async function sampleConfirmed(
  sql: Sql,
  { seenSince, confirmedSince }: { seenSince: number; confirmedSince: number },
): Promise<Sample[]> {
  const { rows: counts } = await sql.query<{ rows: number }>(
    "select greatest(reltuples, 0)::float as rows from pg_class where oid = 'installations'::regclass",
  );
  const percent = Math.min(100, (WANTED_ROWS / Math.max(1, counts[0]?.rows ?? 0)) * 100);
  const { rows } = await sql.query<Sample>(
    `select i.app, count(*)::integer as seen,
       (count(*) filter (where exists (
         select from registrations r where r.installation_id = i.id and r.token_hash = i.token_hash
           and r.state <> 'cleaned' and r.confirmed_at >= $2
       )))::integer as confirmed
     from installations i tablesample system (${percent})
     -- One by one: joined, the planner would rather read all bindings.
     cross join lateral (
       select from bindings b where b.installation_id = i.id and b.user_key is not null limit 1
     ) owned
     where i.last_seen >= $1 and i.token_hash is not null and i.notifications_enabled
     group by i.app`,
    [new Date(seenSince), new Date(confirmedSince)],
  );
  return rows;
}
