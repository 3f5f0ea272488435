import type { Sql } from '../db/connect.ts';
import type { ExportFilter, ExportQuery } from './columns.ts';

const COLUMNS = [
  'seq',
  'at',
  'installationId',
  'app',
  'userKey',
  'userId',
  'cause',
  'traceId',
  'before',
  'after',
];

/** The clocks of several gateways may be this far apart, and a line that much out of order. */
const SKEW_MS = 600_000;

/** The ledger's lines in the order in which they were written. */
export async function ledgerExport(sql: Sql, { since, until, app }: ExportFilter): Promise<ExportQuery> {
  // Along the primary key, so that the first line comes at once and nothing is sorted.
  const first = since === undefined ? '0' : await seqAt(sql, since - SKEW_MS);
  const last = until === undefined ? undefined : await seqAt(sql, until + SKEW_MS);
  return {
    columns: COLUMNS,
    sql: `select l.seq, l.at, l.installation_id as "installationId", l.app, l.user_key as "userKey",
        u.user_id as "userId", l.cause, l.trace_id as "traceId", l.before, l.after
      from ledger l left join users u on u.key = l.user_key
      where l.seq >= $1 and ($2::bigint is null or l.seq <= $2) and ($3::timestamptz is null or l.at >= $3)
        and ($4::timestamptz is null or l.at <= $4) and ($5::text is null or l.app = $5)
      order by l.seq`,
    values: [first, last ?? null, dateOf(since), dateOf(until), app ?? null],
    rowOf: (row) => row,
  };
}

const dateOf = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));

/** The first line at or after the moment, as if times never went back; by halving, a few looks at the primary key. */
async function seqAt(sql: Sql, at: number): Promise<string> {
  const { rows } = await sql.query<{ low: string; high: string }>(
    'select coalesce(min(seq), 0) as low, coalesce(max(seq), 0) as high from ledger',
  );
  let low = BigInt(rows[0]?.low ?? 0);
  let high = BigInt(rows[0]?.high ?? 0);
  while (low < high) {
    const middle = (low + high) / 2n;
    const { rows: found } = await sql.query<{ seq: string; at: Date }>(
      'select seq, at from ledger where seq >= $1 order by seq limit 1',
      [middle.toString()],
    );
    const line = found[0];
    if (line && line.at.getTime() < at) low = BigInt(line.seq) + 1n;
    else high = middle;
  }
  return low.toString();
}
