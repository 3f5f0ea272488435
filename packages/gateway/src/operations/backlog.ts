import type { Sql } from '../db/connect.ts';

/** Work that is due for one app and not yet done, by whichever gateway. */
export interface Backlog {
  app: string;
  kind: 'devices' | 'verdicts' | 'opens';
  /** Counted up to `most`. */
  size: number;
  /** How long the oldest of it has been due. */
  ageMs: number;
}

const KINDS: Record<Backlog['kind'], string> = {
  devices: 'bindings',
  verdicts: 'asks',
  opens: 'interactions',
};

/** The oldest entry of one index each, and a count up to `most`: cheap, however many rows there are. */
export async function readBacklog(
  sql: Sql,
  apps: string[],
  { now, most }: { now: number; most: number },
): Promise<Backlog[]> {
  const parts = Object.entries(KINDS).map(
    ([kind, table]) =>
      `select a.app, '${kind}' as kind,
         (select count(*)::integer from (select from ${table} t where t.app = a.app and t.due_at <= $2
            limit $3) due) as size,
         (select min(t.due_at) from ${table} t where t.app = a.app and t.due_at is not null) as oldest
       from unnest($1::text[]) as a(app)`,
  );
  const { rows } = await sql.query<{ app: string; kind: Backlog['kind']; size: number; oldest: Date | null }>(
    parts.join(' union all '),
    [apps, new Date(now), most],
  );
  return rows.map(({ app, kind, size, oldest }) => ({
    app,
    kind,
    size,
    ageMs: Math.max(0, now - (oldest?.getTime() ?? now)),
  }));
}
